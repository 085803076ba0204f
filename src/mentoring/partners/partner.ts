import { canonicalJson } from '../../kernel/canonical-json.js';
import { decider, type Context } from '../../kernel/decider.js';
import { present } from '../../kernel/present.js';
import { Refusal } from '../../kernel/refusal.js';
import type { PersonFacts } from '../people/person.facts.js';
import type { ProgramFacts } from '../programs/program.facts.js';
import type {
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
import { type partnerEvents } from './partner.events.js';
import { partnerFacts, type PartnerFacts } from './partner.facts.js';
import { assertSlotFree, assertSlotAllowed } from './slot-rules.js';

type JoiningContext = Context<{ readonly program: ProgramFacts; readonly person: PersonFacts }>;
type ExcludingContext = Context<{ readonly other: PersonFacts }>;
type ReservingContext = Context<{ readonly program: ProgramFacts; readonly other: PartnerFacts }>;

/** A person's place in a program: what they offer and want, and the slots that their partnerships hold. */
export const partner = decider<PartnerFacts, typeof partnerEvents>()({
  ...partnerFacts,

  decide: {
    invitePartner(state, { programId, personId }: InvitePartner, context: JoiningContext) {
      assertKnown(context);
      if (state.status === 'withdrawn') throw withdrawn();
      if (state.status !== 'none') return [];
      return [{ type: 'PartnerInvited', data: { programId, partnerId: context.id, personId } }];
    },

    joinProgram(state, command: JoinProgram, context: JoiningContext) {
      const { id: partnerId, actor, facts } = context;
      const { programId, personId, noticeVersion, cohortId, languages, availability, methods, learningStyles } =
        command;
      if (actor.kind === 'partner' && actor.id !== personId)
        throw new Refusal('not-yourself', 'A partner joins for themselves only.', 'forbidden');
      if (state.status === 'withdrawn') throw withdrawn();
      if (state.status !== 'none' && state.status !== 'invited')
        throw new Refusal('already-joined', 'They have joined this program already.', 'conflict');
      assertKnown(context);
      const { generation, unit, site, grade, managerId, hiredOn, timeZone } = facts.person;
      return [
        {
          type: 'PartnerJoined',
          data: present({
            programId,
            partnerId,
            personId,
            cohortId,
            noticeVersion,
            generation,
            unit,
            site,
            grade,
            hiredMonth: hiredOn?.slice(0, 'YYYY-MM'.length),
            managerId,
            languages,
            timeZone: command.timeZone ?? timeZone,
            availability,
            methods,
            offers: distinct(command.offers),
            wants: distinct(command.wants),
            learningStyles,
            capacity: command.capacity ?? 1,
          }),
        },
      ];
    },

    declareOffers(state, command: DeclareOffers, { id }: Context) {
      const ids = participantIds(state, id);
      const offers = distinct(command.offers);
      return same(offers, state.offers) ? [] : [{ type: 'OffersDeclared', data: { ...ids, offers } }];
    },

    declareWants(state, command: DeclareWants, { id }: Context) {
      const ids = participantIds(state, id);
      const wants = distinct(command.wants);
      return same(wants, state.wants) ? [] : [{ type: 'WantsDeclared', data: { ...ids, wants } }];
    },

    describeLearningStyle(state, { learningStyles }: DescribeLearningStyle, { id }: Context) {
      const ids = participantIds(state, id);
      if (same(learningStyles, state.learningStyles)) return [];
      return [{ type: 'LearningStyleDescribed', data: { ...ids, learningStyles } }];
    },

    stateAvailability(state, command: StateAvailability, { id }: Context) {
      const ids = participantIds(state, id);
      const { timeZone = state.timeZone, availability, methods, languages = state.languages } = command;
      const stands = {
        timeZone: state.timeZone,
        availability: state.availability,
        methods: state.methods,
        languages: state.languages,
      };
      const stated = { timeZone, availability, methods, languages };
      return same(stated, stands) ? [] : [{ type: 'AvailabilityStated', data: { ...ids, ...stated } }];
    },

    setCapacity(state, { capacity }: SetCapacity, { id }: Context) {
      const ids = participantIds(state, id);
      return capacity === state.capacity ? [] : [{ type: 'CapacitySet', data: { ...ids, capacity } }];
    },

    pauseParticipation(state, _: PauseParticipation, { id }: Context) {
      const ids = participantIds(state, id);
      return state.status === 'paused' ? [] : [{ type: 'PartnerPaused', data: ids }];
    },

    resumeParticipation(state, _: ResumeParticipation, { id }: Context) {
      const ids = participantIds(state, id);
      return state.status === 'active' ? [] : [{ type: 'PartnerResumed', data: ids }];
    },

    withdraw(state, { reason, words }: Withdraw, { id }: Context) {
      if (state.status === 'withdrawn') return [];
      const wasPaused = state.status === 'paused' ? (true as const) : undefined;
      const data = {
        ...participantIds(state, id),
        wasPaused,
        reason,
        words: words === undefined ? undefined : { words },
      };
      return [{ type: 'PartnerWithdrawn', data: present(data) }];
    },

    rejoinProgram(state, _: RejoinProgram, { id: partnerId }: Context) {
      if (state.status !== 'withdrawn') {
        participantIds(state, partnerId);
        return [];
      }
      const { programId, personId } = state;
      return [{ type: 'PartnerRejoined', data: { programId, partnerId, personId } }];
    },

    excludePair(state, { otherPersonId, words }: ExcludePair, { id, facts }: ExcludingContext) {
      const ids = participantIds(state, id);
      if (otherPersonId === state.personId)
        throw new Refusal('excluding-yourself', 'Nobody is paired with themselves: name somebody else.');
      if (!facts.other.exists) throw new Refusal('person-not-found', 'There is no such person.', 'not-found');
      if (state.excluded.includes(otherPersonId)) return [];
      const data = { ...ids, otherPersonId, words: words === undefined ? undefined : { words } };
      return [{ type: 'PairExcluded', data: present(data) }];
    },

    updateDetails(state, command: UpdateDetails, { id: partnerId }: Context) {
      // Who has not joined takes the details of the day on which they join; who withdrew may come back.
      if (state.status === 'none' || state.status === 'invited') return [];
      const { programId, personId } = state;
      const details = plainDetails(command);
      if (same(details, plainDetails(state))) return [];
      return [{ type: 'PartnerDetailsUpdated', data: { programId, partnerId, personId, ...details } }];
    },

    reserveSlot(state, command: ReserveSlot, context: ReservingContext) {
      const { partnershipId, attempt, otherPartnerId, otherPersonId } = command;
      if (state.held.some((slot) => slot.partnershipId === partnershipId && slot.attempt === attempt)) return [];
      const ids = participantIds(state, context.id);
      assertSlotFree(state, command, context.facts.program.policy);
      assertSlotAllowed(state, command, context);
      return [{ type: 'SlotReserved', data: { ...ids, partnershipId, attempt, otherPartnerId, otherPersonId } }];
    },

    /**
     * Releasing what is not held leaves nothing behind, so a reservation that was asked for before and comes after holds a slot for a
     * pair that will not form. It does not hold for ever: who reserves then asks to form the pair, is refused, and releases; and should
     * they be cut off between the two, they answer the same event again after the next start.
     */
    releaseSlot(state, { partnershipId, attempt }: ReleaseSlot, { id: partnerId }: Context) {
      const slot = state.held.find((one) => one.partnershipId === partnershipId && one.attempt === attempt);
      if (slot === undefined) return [];
      const { programId, personId } = state;
      return [{ type: 'SlotReleased', data: { programId, partnerId, personId, ...slot } }];
    },
  },
});

const withdrawn = () =>
  new Refusal(
    'partner-withdrawn',
    'They have withdrawn from this program: only rejoining brings them back.',
    'conflict',
  );

/** The ids of one who takes part, paused or not. @throws Refusal of others */
function participantIds({ status, programId, personId }: PartnerFacts, partnerId: string) {
  if (status === 'none') throw new Refusal('partner-not-found', 'There is no such partner.', 'not-found');
  if (status === 'invited')
    throw new Refusal('not-joined', 'They are invited but have yet to join the program.', 'conflict');
  if (status === 'withdrawn') throw withdrawn();
  return { programId, partnerId, personId };
}

function assertKnown({ facts: { program, person } }: JoiningContext): void {
  if (!program.exists) throw new Refusal('program-not-found', 'There is no such program.', 'not-found');
  if (!person.exists) throw new Refusal('person-not-found', 'There is no such person.', 'not-found');
}

/** @throws Refusal when a skill stands there twice, in whatever case */
function distinct<T extends { readonly skill: string }>(skills: readonly T[]): readonly T[] {
  const names = new Set<string>();
  for (const { skill } of skills) {
    if (names.has(skill.toLowerCase()))
      throw new Refusal('duplicate-skill', `"${skill}" stands there twice: name it once.`);
    names.add(skill.toLowerCase());
  }
  return skills;
}

const same = (one: object, other: object): boolean => canonicalJson(one) === canonicalJson(other);

const plainDetails = ({ generation, unit, site, grade, managerId, timeZone }: UpdateDetails) =>
  present({ generation, unit, site, grade, managerId, timeZone });
