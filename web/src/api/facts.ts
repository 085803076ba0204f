import type { Exchange, Name } from './types';

/** A fact of a partnership's timeline, as far as its reader may see it. */
export type Fact = {
  [T in keyof FactData]: FactBase & { readonly type: T; readonly data: FactData[T] };
}[keyof FactData];

interface FactBase {
  readonly position: string;
  readonly revision: number;
  /** When it was true in the world. */
  readonly occurredAt: string;
  /** When it was learned of. */
  readonly recordedAt: string;
  readonly actor: { readonly kind: string; readonly name?: Name };
  readonly onBehalf?: true;
}

interface By {
  readonly by: string;
}
interface Reason {
  readonly reason?: string;
  readonly words?: { readonly words: string } | null;
}

interface FactData {
  readonly PairProposed: { readonly expiresOn?: string };
  readonly ProposalAccepted: By & Reason;
  readonly ProposalDeclined: By & Reason;
  readonly ProposalLapsed: Reason;
  readonly PairFormed: { readonly plannedEnd: string };
  readonly ExchangeLogged: { readonly exchange: Exchange };
  readonly ExchangeConfirmed: By & Reason & { readonly exchange: Exchange; readonly counted?: Exchange };
  readonly ExchangeDisputed: By & Reason & { readonly exchangeId: string; readonly version: number };
  readonly DisputeWithdrawn: By & { readonly exchangeId: string; readonly version: number };
  readonly ExchangeCorrected: By &
    Reason & { readonly before: Exchange; readonly after: Exchange; readonly counted?: Exchange };
  readonly ExchangeVoided: By &
    Reason & { readonly exchange: Exchange; readonly version: number; readonly counted?: Exchange };
  readonly VoidingConfirmed: By &
    Reason & { readonly exchangeId: string; readonly version: number; readonly counted: Exchange };
  readonly ClosureBegun: Partial<By> & Reason & { readonly graceEndsOn: string };
  readonly ReflectionSubmitted: By & {
    readonly gave: number;
    readonly received: number;
    readonly text?: { readonly words: string } | null;
  };
  readonly PartnershipClosed: Reason;
}
