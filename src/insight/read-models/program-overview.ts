import type { RecordedOf } from '../../kernel/events.js';
import { readModel } from '../../kernel/read-model.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { programEvents } from '../../mentoring/programs/program.events.js';
import { minutesFrom, movements, type ExchangeEvent } from '../exchange-movements.js';

type Program = RecordedOf<typeof programEvents>;
type Designed = Extract<Program, { type: 'ProgramDesigned' }>['data'];

/** A program and its present counts. */
export interface ProgramDocument extends Designed {
  readonly designedOn: string;
  /** Absent: the default policy holds. */
  readonly policy?: Extract<Program, { type: 'PolicySet' }>['data']['policy'];
  readonly partners: { readonly joined: number; readonly paused: number; readonly withdrawn: number };
  readonly proposals: { readonly open: number; readonly declined: number; readonly lapsed: number };
  readonly partnerships: { readonly formed: number; readonly closed: number };
  readonly exchanges: { readonly confirmed: number; readonly waiting: number };
  readonly minutes: { readonly confirmed: number; readonly waiting: number };
  readonly lastImport?: {
    readonly on: string;
    readonly rows: number;
    readonly joined: number;
    readonly rejected: number;
  };
}

const own = ({ data }: { readonly data: { readonly programId: string } }) => data.programId;

/** One document a program. */
export const programOverview = readModel<
  ProgramDocument,
  typeof programEvents | typeof partnerEvents | typeof partnershipEvents
>({
  name: 'program-overview',
  version: 1,
  events: [programEvents, partnerEvents, partnershipEvents],
  indexes: [['name']],
  initial: (programId) => ({
    programId,
    name: '',
    timeZone: 'UTC',
    designedOn: '',
    partners: { joined: 0, paused: 0, withdrawn: 0 },
    proposals: { open: 0, declined: 0, lapsed: 0 },
    partnerships: { formed: 0, closed: 0 },
    exchanges: { confirmed: 0, waiting: 0 },
    minutes: { confirmed: 0, waiting: 0 },
  }),

  on: {
    ProgramDesigned: {
      key: own,
      evolve: (program, { data, recordedDay }) => ({ ...program, ...data, designedOn: recordedDay }),
    },
    PolicySet: { key: own, evolve: (program, { data: { policy } }) => ({ ...program, policy }) },
    RosterImported: {
      key: own,
      evolve: (program, { data: { counts }, recordedDay }) => {
        const { rows, joined, rejected } = counts;
        return { ...program, lastImport: { on: recordedDay, rows, joined, rejected } };
      },
    },

    PartnerJoined: { key: own, evolve: (program) => partners(program, { joined: 1 }) },
    PartnerPaused: { key: own, evolve: (program) => partners(program, { paused: 1 }) },
    PartnerResumed: { key: own, evolve: (program) => partners(program, { paused: -1 }) },
    PartnerWithdrawn: {
      key: own,
      evolve: (program, { data: { wasPaused } }) =>
        partners(program, { withdrawn: 1, paused: wasPaused === true ? -1 : 0 }),
    },
    PartnerRejoined: { key: own, evolve: (program) => partners(program, { withdrawn: -1 }) },

    PairProposed: { key: own, evolve: (program) => proposals(program, { open: 1 }) },
    ProposalDeclined: { key: own, evolve: (program) => proposals(program, { open: -1, declined: 1 }) },
    ProposalLapsed: { key: own, evolve: (program) => proposals(program, { open: -1, lapsed: 1 }) },
    PairFormed: {
      key: own,
      evolve: (program) => {
        const { formed, closed } = program.partnerships;
        return { ...proposals(program, { open: -1 }), partnerships: { formed: formed + 1, closed } };
      },
    },
    PartnershipClosed: {
      key: own,
      evolve: (program) => {
        const { formed, closed } = program.partnerships;
        return { ...program, partnerships: { formed, closed: closed + 1 } };
      },
    },

    ExchangeLogged: { key: own, evolve: moved },
    ExchangeConfirmed: { key: own, evolve: moved },
    ExchangeCorrected: { key: own, evolve: moved },
    ExchangeVoided: { key: own, evolve: moved },
    VoidingConfirmed: { key: own, evolve: moved },
  },
});

const partners = (program: ProgramDocument, { joined = 0, paused = 0, withdrawn = 0 }): ProgramDocument => ({
  ...program,
  partners: {
    joined: program.partners.joined + joined,
    paused: program.partners.paused + paused,
    withdrawn: program.partners.withdrawn + withdrawn,
  },
});

const proposals = (program: ProgramDocument, { open = 0, declined = 0, lapsed = 0 }): ProgramDocument => ({
  ...program,
  proposals: {
    open: program.proposals.open + open,
    declined: program.proposals.declined + declined,
    lapsed: program.proposals.lapsed + lapsed,
  },
});

function moved(program: ProgramDocument, event: ExchangeEvent): ProgramDocument {
  const exchanges = { ...program.exchanges };
  const minutes = { ...program.minutes };
  const { a, b } = event.data;
  for (const { exchange, among, sign } of movements(event)) {
    exchanges[among] += sign;
    minutes[among] += sign * (minutesFrom(exchange, a.partnerId) + minutesFrom(exchange, b.partnerId));
  }
  return { ...program, exchanges, minutes };
}
