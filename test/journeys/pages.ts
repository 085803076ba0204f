import type { Api, Json } from './served.js';

/** A pair of a program, and the keys with which its pages are read. */
export interface Watched {
  readonly programId: string;
  readonly partnershipId: string;
  readonly coordinator: Api;
  /** The older and the younger of the two: partner id, and their own key. */
  readonly one: { readonly partnerId: string; readonly api: Api };
  readonly other: { readonly partnerId: string; readonly api: Api };
}

/** Everything that the pages show of a pair and its program, once all that follows from a command is done. */
export async function pagesOf({ programId, partnershipId, coordinator, one, other }: Watched, position: string) {
  const settled = `settled=${position}`;
  const program = `/api/programs/${programId}`;
  const overview = (await coordinator.get(`${program}/overview?${settled}`)) as unknown as Overview;
  const matrix = (await coordinator.get(`${program}/exchange-matrix?${settled}`)) as unknown as { cells: Cell[] };
  const ledger = (await coordinator.list(`${program}/ledger?${settled}`)) as unknown as Entry[];
  const balances = (await coordinator.list(`${program}/reciprocity?${settled}`)) as unknown as Balance[];
  const row = (await coordinator.get(`/api/partnerships/${partnershipId}?${settled}`)) as unknown as Row;
  const given = (minutes: { readonly fromA: number; readonly fromB: number }, a = row.a) =>
    a.partnerId === one.partnerId ? [minutes.fromA, minutes.fromB] : [minutes.fromB, minutes.fromA];
  const { proposals, partnerships, exchanges, minutes } = overview.program;
  return {
    program: { proposals, partnerships, exchanges, minutes },
    waits: { ...overview.waits, rounds: overview.waits.rounds.length },
    /** Minutes by week: older to younger, younger to older, waiting. */
    weeks: overview.weeks.map(({ week, olderToYounger, youngerToOlder, waiting }) => [
      week,
      olderToYounger,
      youngerToOlder,
      waiting,
    ]),
    histogram: overview.reciprocity.histogram,
    numbers: Object.fromEntries(overview.numbers.map(({ name, value, of }) => [name, [value, of]])),
    /** Confirmed and waiting minutes by direction. */
    matrix: Object.fromEntries(
      matrix.cells.map(({ from, to, confirmed, waiting }) => [`${from} → ${to}`, [confirmed, waiting]]),
    ),
    ledger: ledger.map(({ heldAt, minutes: lasted, state }) => `${heldAt.slice(0, 10)} ${lasted} min ${state}`),
    balances: balances.map((balance) => [...given(balance, balance.a), balance.exchanges, balance.reciprocity]),
    pair: {
      status: row.status,
      given: given(row.minutes),
      confirmed: row.confirmedExchanges,
      waiting: row.waitingExchanges,
      acceptedBy: row.acceptedBy.length,
      reflectionsOf: row.reflectionsOf.length,
    },
    one: await homeOf(one.api, one.partnerId, settled),
    other: await homeOf(other.api, other.partnerId, settled),
  };
}

/** What waits on a partner's own page, and how they stand in the list of partners. */
async function homeOf(api: Api, partnerId: string, settled: string) {
  const home = (await api.get(`/api/partners/${partnerId}/home?${settled}`)) as unknown as Home;
  const { active, proposals, matched } = home.partner;
  return {
    waiting: home.waiting.map(({ what, version }) => (version === undefined ? what : `${what} ${version}`)),
    open: home.partnerships.filter(({ status }) => !['closed', 'declined', 'lapsed'].includes(status)).length,
    active,
    proposals,
    matched,
  };
}

interface Overview {
  readonly program: Readonly<Record<'proposals' | 'partnerships' | 'exchanges' | 'minutes', Json>>;
  readonly waits: { readonly rounds: readonly unknown[] };
  readonly weeks: readonly { week: string; olderToYounger: number; youngerToOlder: number; waiting: number }[];
  readonly reciprocity: { readonly histogram: readonly number[] };
  readonly numbers: readonly { name: string; value: number | null; of: number }[];
}
interface Cell {
  readonly from: string;
  readonly to: string;
  readonly confirmed: number;
  readonly waiting: number;
}
interface Entry {
  readonly heldAt: string;
  readonly minutes: number;
  readonly state: string;
}
interface Side {
  readonly partnerId: string;
}
interface Balance {
  readonly a: Side;
  readonly fromA: number;
  readonly fromB: number;
  readonly exchanges: number;
  readonly reciprocity: number | null;
}
interface Row {
  readonly status: string;
  readonly a: Side;
  readonly minutes: { readonly fromA: number; readonly fromB: number };
  readonly confirmedExchanges: number;
  readonly waitingExchanges: number;
  readonly acceptedBy: readonly string[];
  readonly reflectionsOf: readonly string[];
}
interface Home {
  readonly partner: { readonly active: number; readonly proposals: number; readonly matched: boolean };
  readonly waiting: readonly { readonly what: string; readonly version?: number }[];
  readonly partnerships: readonly { readonly status: string }[];
}
