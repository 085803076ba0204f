import type { Fact } from '../api/facts';
import type { Exchange } from '../api/types';

export type Standing = 'waiting' | 'confirmed' | 'disputed' | 'struck';

/** One version of an exchange as it stands now. */
export interface Version {
  readonly exchange: Exchange;
  readonly standing: Standing;
  /** Struck or disputed: why, as a code. */
  readonly reason?: string;
  /** Struck, but it counts until the other confirms what came after. */
  readonly stillCounts?: true;
}

export interface Mark {
  readonly at: string;
  readonly type: Fact['type'];
  readonly reason?: string;
}

export interface History {
  readonly versions: readonly Version[];
  /** What happened to the partnership itself. */
  readonly marks: readonly Mark[];
}

const MARKS: readonly Fact['type'][] = [
  'PairProposed',
  'ProposalAccepted',
  'ProposalDeclined',
  'ProposalLapsed',
  'PairFormed',
  'ClosureBegun',
  'ReflectionSubmitted',
  'PartnershipClosed',
];

/** What the facts of a partnership, in their order, come to. */
export function historyOf(facts: readonly Fact[]): History {
  const versions = new Map<string, Version>();
  const marks: Mark[] = [];
  const change = (id: string, version: number, to: (before: Version) => Version) => {
    const before = versions.get(keyOf(id, version));
    if (before !== undefined) versions.set(keyOf(id, version), to(before));
  };

  for (const fact of facts) {
    if (MARKS.includes(fact.type)) {
      const reason = 'reason' in fact.data ? fact.data.reason : undefined;
      marks.push({ at: fact.occurredAt, type: fact.type, ...(reason !== undefined && { reason }) });
    }
    switch (fact.type) {
      case 'ExchangeLogged':
        add(versions, { exchange: fact.data.exchange, standing: 'waiting' });
        break;
      case 'ExchangeConfirmed': {
        const { exchange } = fact.data;
        for (const [key, version] of versions)
          if (version.exchange.exchangeId === exchange.exchangeId) versions.set(key, settledBefore(version));
        add(versions, { exchange, standing: 'confirmed' });
        break;
      }
      case 'ExchangeDisputed': {
        const { exchangeId, version, reason } = fact.data;
        change(exchangeId, version, ({ exchange }) => ({ exchange, standing: 'disputed', ...because(reason) }));
        break;
      }
      case 'DisputeWithdrawn':
        change(fact.data.exchangeId, fact.data.version, ({ exchange }) => ({ exchange, standing: 'waiting' }));
        break;
      case 'ExchangeCorrected': {
        const { before, after, reason, counted } = fact.data;
        change(before.exchangeId, before.version, ({ exchange }) => struck(exchange, reason, counted));
        add(versions, { exchange: after, standing: 'waiting' });
        break;
      }
      case 'ExchangeVoided': {
        const { exchange, reason, counted } = fact.data;
        change(exchange.exchangeId, exchange.version, (before) => struck(before.exchange, reason, counted));
        break;
      }
      case 'VoidingConfirmed':
        for (const [key, version] of versions)
          if (version.exchange.exchangeId === fact.data.exchangeId) versions.set(key, settledBefore(version));
        break;
      default:
        // What happens to the partnership itself.
        break;
    }
  }
  return { versions: [...versions.values()].sort(byTime), marks };
}

const keyOf = (id: string, version: number): string => `${id} ${String(version)}`;

function add(versions: Map<string, Version>, version: Version): void {
  versions.set(keyOf(version.exchange.exchangeId, version.exchange.version), version);
}

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

const struck = (exchange: Exchange, reason: string | undefined, counted: Exchange | undefined): Version => ({
  exchange,
  standing: 'struck',
  ...because(reason),
  ...(counted?.version === exchange.version && { stillCounts: true as const }),
});

/** What came after it is confirmed: it counts no longer. */
function settledBefore({ exchange, standing, reason }: Version): Version {
  return { exchange, standing, ...because(reason) };
}

const byTime = (one: Version, other: Version): number =>
  one.exchange.heldAt.localeCompare(other.exchange.heldAt) || one.exchange.version - other.exchange.version;
