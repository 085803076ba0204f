import { aggregate } from '../../kernel/aggregate.js';
import { CreateKey, RevokeKey } from './access.commands.js';
import { access } from './access.js';

// Administrators act as services, whatever person they are.
export const accessAggregate = aggregate({
  collection: 'access',
  decider: access,
  commands: [
    {
      command: CreateKey,
      may: ['service'],
      creates: true,
      ownRoute: true,
      scope: ({ programId }: CreateKey) => (programId === undefined ? {} : { programId }),
      summary: 'Makes a bearer key that gives a role, in one program or in all.',
    },
    { command: RevokeKey, may: ['service'], ownRoute: true, summary: 'Takes a bearer key back for good.' },
  ],
});
