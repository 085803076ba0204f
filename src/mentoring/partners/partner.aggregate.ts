import { aggregate, factOf } from '../../kernel/aggregate.js';
import { personFacts } from '../people/person.facts.js';
import { programFacts } from '../programs/program.facts.js';
import {
  DeclareOffers,
  DeclareWants,
  DescribeLearningStyle,
  ExcludePair,
  InvitePartner,
  JoinProgram,
  PauseParticipation,
  RejoinProgram,
  ReleaseSlot,
  ReserveSlot,
  ResumeParticipation,
  SetCapacity,
  StateAvailability,
  UpdateDetails,
  Withdraw,
} from './partner.commands.js';
import { partnerFacts, partnerId, type PartnerFacts } from './partner.facts.js';
import { partner } from './partner.js';

const ofSelf = ['partner', 'coordinator'] as const;

/** Of what creates: the partner is not known yet. */
const entering = {
  creates: ({ programId, personId }: InvitePartner) => partnerId(programId, personId),
  facts: ({ programId, personId }: InvitePartner) => ({
    program: factOf(programFacts, programId),
    person: factOf(personFacts, personId),
  }),
  scope: ({ programId, personId }: InvitePartner) => ({ programId, persons: [personId] }),
};

const scope = (_: object, { programId, personId }: PartnerFacts) => ({ programId, persons: [personId] });

export const partnerAggregate = aggregate({
  collection: 'partners',
  decider: partner,
  commands: [
    {
      command: JoinProgram,
      may: ofSelf,
      ...entering,
      summary: 'Joins a person to a program, with their whole sign-up.',
    },
    { command: InvitePartner, may: ['coordinator'], ...entering, summary: 'Invites a person to a program.' },
    { command: DeclareOffers, may: ofSelf, scope, summary: 'Says what the partner could teach or share, whole.' },
    { command: DeclareWants, may: ofSelf, scope, summary: 'Says what the partner would like to learn, whole.' },
    { command: DescribeLearningStyle, may: ofSelf, scope, summary: 'Says how the partner learns best.' },
    {
      command: StateAvailability,
      may: ofSelf,
      scope,
      summary: 'Says when, how and in which languages the partner can meet.',
    },
    { command: SetCapacity, may: ofSelf, scope, summary: 'Says how many partnerships the partner wants at a time.' },
    { command: PauseParticipation, may: ofSelf, scope, summary: 'Takes no new partnerships until resumed.' },
    { command: ResumeParticipation, may: ofSelf, scope, summary: 'Takes new partnerships again.' },
    { command: Withdraw, may: ofSelf, scope, summary: 'Leaves the program.' },
    { command: RejoinProgram, may: ofSelf, scope, summary: 'Comes back to the program with the profile that stands.' },
    {
      command: ExcludePair,
      may: ofSelf,
      scope,
      facts: ({ otherPersonId }: ExcludePair) => ({ other: factOf(personFacts, otherPersonId) }),
      summary: 'Says with whom the partner shall not be paired, in either direction.',
    },
    { command: UpdateDetails, may: [], scope, summary: 'Takes over what HR knows of the person.' },
    {
      command: ReserveSlot,
      may: [],
      scope,
      facts: ({ otherPartnerId }: ReserveSlot, { programId }: PartnerFacts) => ({
        program: factOf(programFacts, programId),
        other: factOf(partnerFacts, otherPartnerId),
      }),
      summary: 'Holds a place for a partnership that both have accepted.',
    },
    { command: ReleaseSlot, may: [], scope, summary: 'Gives back the place of a partnership that is over.' },
  ],
});
