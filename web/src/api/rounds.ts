import type { Person, Why } from './types';

export type RoundStatus = 'running' | 'completed' | 'failed' | 'published' | 'discarded';

export interface Round {
  readonly roundId: string;
  readonly programId: string;
  readonly status: RoundStatus;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly poolSize: number;
  readonly parameters: { readonly objective: string };
  readonly pairs?: number;
  readonly unmatched?: number;
  readonly matchable?: number;
  readonly edges?: number;
  readonly total?: number;
  readonly failure?: { readonly code: string; readonly message: string };
  readonly progress?: { readonly stage: string; readonly done: number; readonly of: number };
}

export interface Draft {
  readonly a: Person;
  readonly b: Person;
  readonly score: number;
  readonly why: Why;
  readonly partnershipId: string;
  readonly partnershipStatus?: string;
}

export interface Unmatched {
  readonly partner: Person;
  readonly reason: string;
  readonly rule?: string;
  readonly candidates: number;
}
