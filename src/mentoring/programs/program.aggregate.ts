import { aggregate } from '../../kernel/aggregate.js';
import { DesignProgram, RecordRosterImport, SetPolicy } from './program.commands.js';
import { program } from './program.js';

const scope = (_: object, __: unknown, ___: unknown, id: string) => ({ programId: id });

export const programAggregate = aggregate({
  collection: 'programs',
  decider: program,
  commands: [
    // The program is new, so only who coordinates all programs may.
    { command: DesignProgram, may: ['coordinator'], creates: true, scope, summary: 'Designs a program.' },
    { command: SetPolicy, may: ['coordinator'], scope, summary: 'Changes the rules of a program that are named.' },
    { command: RecordRosterImport, may: [], scope, summary: 'Records that a roster was imported.' },
  ],
});
