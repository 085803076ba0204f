import type { RoundStatus } from './rounds';

/** What the API answers, as these pages read it. Minutes are integers; days are YYYY-MM-DD, instants ISO in UTC. */

/** `null`: the person was erased, or the reader may not see names. */
export type Name = string | null;

export interface Me {
  readonly keyId: string;
  readonly personId?: string;
  readonly name?: Name;
  readonly organization: { readonly name: string };
  readonly grants: readonly { readonly role: string; readonly programId?: string }[];
  readonly partners: readonly {
    readonly partnerId: string;
    readonly programId: string;
    readonly programName: string;
  }[];
  /** The oldest first. */
  readonly generations: readonly string[];
  /** By the server's clock. */
  readonly today: string;
  readonly authOff: boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface Program {
  readonly programId: string;
  readonly name: string;
  readonly purpose?: string;
  readonly timeZone: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly partners: { readonly joined: number; readonly paused: number; readonly withdrawn: number };
  readonly proposals: { readonly open: number; readonly declined: number; readonly lapsed: number };
  readonly partnerships: { readonly formed: number; readonly closed: number };
  readonly exchanges: { readonly confirmed: number; readonly waiting: number };
  readonly minutes: { readonly confirmed: number; readonly waiting: number };
  readonly designedOn: string;
  readonly lastImport?: {
    readonly on: string;
    readonly rows: number;
    readonly joined: number;
    readonly rejected: number;
  };
}

export interface Policy {
  readonly maxActivePartnerships: number;
  readonly excludeReportingLine: boolean;
  readonly maxTimeZoneGapHours?: number;
  readonly minReciprocity: number;
  readonly proposalExpiresAfterDays: number;
  readonly plannedMonths: number;
  readonly lateLogDays: number;
  readonly closureGraceDays: number;
  readonly kAnonymity: number;
}

export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly unit: 'share' | 'ratio';
  readonly definition: string;
  readonly definitionVersion: number;
  /** `null`: there is nothing yet to say anything about. */
  readonly value: number | null;
  readonly of: number;
  readonly parts: Readonly<Record<string, number | null>>;
  /** The oldest first. */
  readonly trend: readonly { readonly asOf: string; readonly value: number | null }[];
}

/** Minutes of a week that begins on this Monday. */
export interface Week {
  readonly week: string;
  readonly olderToYounger: number;
  readonly youngerToOlder: number;
  readonly same: number;
  readonly waiting: number;
}

export interface Overview {
  readonly program: Program & { readonly policy: Policy };
  readonly numbers: readonly Measured[];
  /** The oldest first, none left out. */
  readonly weeks: readonly Week[];
  /** Counts of partnerships by reciprocity 0-0.1 … 0.9-1. */
  readonly reciprocity: { readonly histogram: readonly number[]; readonly partnerships: number };
  readonly waits: {
    readonly rounds: readonly {
      readonly roundId: string;
      readonly status: RoundStatus;
      readonly startedAt: string;
      readonly pairs?: number;
    }[];
    readonly openProposals: number;
    readonly waitingExchanges: number;
    readonly disputedExchanges: number;
    readonly closing: number;
  };
  readonly stale?: readonly { readonly readModel: string; readonly since: string }[];
}

export type Slice = 'generation' | 'unit' | 'grade';

export interface ExchangeMatrix {
  readonly by: Slice;
  readonly groups: readonly string[];
  readonly cells: readonly {
    readonly from: string;
    readonly to: string;
    readonly confirmed: number;
    readonly waiting: number;
  }[];
}

export interface Person {
  readonly partnerId: string;
  readonly personId: string;
  readonly name: Name;
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly grade?: string;
}

export interface PartnerRow extends Person {
  readonly status: string;
  readonly joinedOn?: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly methods: readonly string[];
  readonly learningStyles: readonly string[];
  readonly availability: readonly string[];
  readonly capacity: number;
  /** Partnerships that run. */
  readonly active: number;
  readonly proposals: number;
  readonly matched: boolean;
  readonly offers: readonly { readonly skill: string; readonly level: number }[];
  /** Priority 3 is the strongest wish. */
  readonly wants: readonly { readonly skill: string; readonly priority: number }[];
}

export interface ProgramReference {
  readonly programId: string;
  readonly name: string;
}

export interface Partner extends PartnerRow {
  readonly program: ProgramReference;
}

export interface Learning {
  /** The skill that was wanted. */
  readonly skill: string;
  /** The offered skill that covers it: the same, or a related one. */
  readonly by: string;
  readonly level: number;
  readonly priority: number;
}

/** Why a pair was drafted. Gains are 0-1. */
export interface Why {
  readonly aLearns: readonly Learning[];
  readonly bLearns: readonly Learning[];
  readonly aGain: number;
  readonly bGain: number;
  readonly factors: Readonly<Record<string, number>>;
}

export interface PartnershipRow {
  readonly partnershipId: string;
  readonly programId: string;
  readonly status: string;
  readonly a: Person;
  readonly b: Person;
  readonly source: string;
  readonly roundId?: string;
  /** Millionths. */
  readonly score?: number;
  readonly proposedOn: string;
  readonly expiresOn: string;
  readonly acceptedBy: readonly string[];
  readonly formedOn?: string;
  readonly plannedEnd?: string;
  readonly graceEndsOn?: string;
  readonly closedOn?: string;
  readonly reason?: string;
  readonly reflectionsOf: readonly string[];
  readonly minutes: { readonly fromA: number; readonly fromB: number };
  readonly confirmedExchanges: number;
  readonly waitingExchanges: number;
}

export interface Partnership extends PartnershipRow {
  readonly why?: Why;
  readonly program: ProgramReference;
  /** The reader's own side, when they are of this pair. */
  readonly mayAct: string | null;
  readonly mayCoordinate: boolean;
}

export interface Contribution {
  readonly from: string;
  readonly to: string;
  readonly skill?: string;
  readonly minutes: number;
  readonly how?: string;
}

/** One meeting in one version; the topic of a contribution stands at the same place in `topics`. */
export interface Exchange {
  readonly exchangeId: string;
  readonly version: number;
  readonly author: string;
  readonly heldAt: string;
  readonly minutes: number;
  readonly method: string;
  readonly contributions: readonly Contribution[];
  readonly sealed: { readonly topics: readonly string[]; readonly place?: string; readonly note?: string } | null;
}

export interface Waiting {
  readonly what: 'answer-proposal' | 'confirm-exchange' | 'answer-dispute' | 'reflect';
  readonly partnershipId: string;
  readonly exchangeId?: string;
  readonly version?: number;
  readonly since: string;
  readonly until?: string;
  readonly other: Person;
  readonly why?: { readonly learns: readonly Learning[]; readonly teaches: readonly Learning[] };
  /** `voiding`: what waits is that it is taken back. */
  readonly exchange?: Exchange & { readonly voiding?: true };
  readonly dispute?: { readonly reason: string; readonly words?: string };
}

export interface Home {
  readonly partner: PartnerRow;
  readonly program: ProgramReference & { readonly timeZone: string };
  readonly waiting: readonly Waiting[];
  /** Those that are open first. */
  readonly partnerships: readonly PartnershipRow[];
}

export interface LedgerRow {
  readonly exchangeId: string;
  readonly partnershipId: string;
  readonly a: Person;
  readonly b: Person;
  readonly state: string;
  readonly heldAt: string;
  readonly loggedAt: string;
  readonly minutes: number;
  readonly method?: string;
}

export interface BalanceRow {
  readonly partnershipId: string;
  readonly a: Person;
  readonly b: Person;
  readonly fromA: number;
  readonly fromB: number;
  readonly exchanges: number;
  readonly reciprocity: number | null;
  readonly closed: boolean;
}

export interface Skill {
  readonly id: string;
  readonly name: string;
  readonly category: string;
}

/** What a command answers. */
export interface Done {
  readonly id: string;
  readonly revision: number | string;
  readonly position: string;
}
