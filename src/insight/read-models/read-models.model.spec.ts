import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '../../kernel/events.js';
import { histories, partnerIds, programId, type History } from '../../mentoring/histories.examples.js';
import type { Exchange, Lived, LoggedExchange } from '../../mentoring/partnerships/partnership.state.js';
import { exchangeLedger } from './exchange-ledger.js';
import { exchangeMatrix, weekOf } from './exchange-matrix.js';
import { document, folded, interleaved } from './folding.examples.js';
import { matchingPool } from './matching-pool.js';
import { partnerHome, type Waiting } from './partner-home.js';
import { partners } from './partners.js';
import { partnerships } from './partnerships.js';
import { programOverview } from './program-overview.js';
import { reciprocityBoard } from './reciprocity-board.js';

const minutesOf = (exchanges: readonly Exchange[], from?: string) =>
  exchanges
    .flatMap(({ contributions }) => contributions)
    .reduce((sum, given) => (from === undefined || given.from === from ? sum + given.minutes : sum), 0);

const isVoiding = ({ version, present }: LoggedExchange) => version > present.version;
const isAsked = (exchange: LoggedExchange) => exchange.standing === 'waiting' || exchange.standing === 'disputed';

/** What the deciders know at the end: against it stands what the read models say. */
const truthOf = ({ partnerships: states }: History) =>
  states.flatMap((state) => {
    if (state.status === 'none') return [];
    const exchanges = 'exchanges' in state ? state.exchanges : [];
    return [
      {
        state,
        pair: state.pair,
        exchanges,
        counted: exchanges.flatMap(({ counted }) => counted ?? []),
        waiting: exchanges
          .filter((exchange) => isAsked(exchange) && !isVoiding(exchange))
          .map(({ present }) => present),
      },
    ];
  });
type Truth = ReturnType<typeof truthOf>[number];

const always = (history: fc.Arbitrary<History>, holds: (history: History) => void) => {
  fc.assert(fc.property(history, holds), { numRuns: 60 });
};

describe('after any lawful history', () => {
  it('minutes and exchanges that count and that wait are the same in every read model', () => {
    always(histories, (history) => {
      const truth = truthOf(history);
      const counted = truth.flatMap((one) => one.counted);
      const waiting = truth.flatMap((one) => one.waiting);
      expect(document(folded(programOverview, history.events), programId)).toMatchObject({
        exchanges: { confirmed: counted.length, waiting: waiting.length },
        minutes: { confirmed: minutesOf(counted), waiting: minutesOf(waiting) },
      });

      const cells = [...folded(exchangeMatrix, history.events).values()];
      for (const dimension of ['generation', 'unit', 'grade'] as const) {
        const sum = (among: 'confirmed' | 'waiting') =>
          cells.reduce((minutes, cell) => (cell.dimension === dimension ? minutes + cell[among] : minutes), 0);
        expect([sum('confirmed'), sum('waiting')]).toEqual([minutesOf(counted), minutesOf(waiting)]);
      }

      const documents = folded(partnerships, history.events);
      const balances = folded(reciprocityBoard, history.events);
      const ledger = [...folded(exchangeLedger, history.events).values()];
      for (const { pair, ...one } of truth) {
        const fromA = minutesOf(one.counted, pair.a.partnerId);
        const fromB = minutesOf(one.counted, pair.b.partnerId);
        expect(document(documents, pair.partnershipId)).toMatchObject({
          minutes: { fromA, fromB },
          confirmedExchanges: one.counted.length,
          waitingExchanges: one.waiting.length,
        });
        const balance = balances.get(pair.partnershipId) ?? { fromA: 0, fromB: 0, exchanges: 0 };
        expect(balance).toMatchObject({ fromA, fromB, exchanges: one.counted.length });
        const entries = ledger.filter(({ partnershipId }) => partnershipId === pair.partnershipId);
        expect(entries.flatMap((entry) => entry.counted ?? [])).toEqual(one.counted);
        expect(entries.map(({ state, version, author }) => ({ state, version, author }))).toEqual(
          one.exchanges.map(stateOf),
        );
      }
    });
  });

  it('minutes stand in the week and between the groups of the meeting', () => {
    always(histories, (history) => {
      const expected = new Map<string, number>();
      for (const { pair, counted } of truthOf(history))
        for (const { heldAt, contributions } of counted)
          for (const { from, minutes } of contributions) {
            const [giver, taker] = from === pair.a.partnerId ? [pair.a, pair.b] : [pair.b, pair.a];
            const key = [weekOf(heldAt), giver.generation, taker.generation].join();
            expected.set(key, (expected.get(key) ?? 0) + minutes);
          }
      const cells = [...folded(exchangeMatrix, history.events).values()];
      const generations = cells.filter(({ dimension, confirmed }) => dimension === 'generation' && confirmed !== 0);
      expect(new Map(generations.map(({ week, from, to, confirmed }) => [[week, from, to].join(), confirmed]))).toEqual(
        expected,
      );
    });
  });

  it('nothing was ever below zero, at no event', () => {
    always(histories, ({ events }) => {
      for (let end = 1; end <= events.length; end += 7) {
        const past = events.slice(0, end);
        const overview = document(folded(programOverview, past), programId);
        const { partners: places, proposals, partnerships: pairs, exchanges, minutes } = overview;
        const counts = [places, proposals, pairs, exchanges, minutes].flatMap((group) => Object.values(group));
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
        for (const cell of folded(exchangeMatrix, past).values())
          expect(Math.min(cell.confirmed, cell.waiting)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('each partner is asked for what the rules let them do next, and for nothing else', () => {
    always(histories, (history) => {
      const homes = folded(partnerHome, history.events);
      for (const partnerId of partnerIds) {
        const home = document(homes, partnerId);
        const truth = truthOf(history).filter(({ pair: { a, b } }) => [a.partnerId, b.partnerId].includes(partnerId));
        expect(home.waiting.map(inWords).sort()).toEqual(truth.flatMap((one) => askedOf(partnerId, one)).sort());
        const isOpen = ({ state: { status } }: Truth) => ['proposed', 'formed', 'closing'].includes(status);
        expect([...home.open].sort()).toEqual(
          truth
            .filter(isOpen)
            .map(({ pair }) => pair.partnershipId)
            .sort(),
        );
      }
    });
  });

  it('the counts of partners, proposals and partnerships are those of the streams', () => {
    always(histories, (history) => {
      const truth = truthOf(history);
      const count = (...statuses: string[]) => truth.filter(({ state }) => statuses.includes(state.status)).length;
      const places = (status: string) => history.partners.filter((one) => one.status === status).length;
      expect(document(folded(programOverview, history.events), programId)).toMatchObject({
        partners: { joined: partnerIds.length, paused: places('paused'), withdrawn: places('withdrawn') },
        proposals: { open: count('proposed'), declined: count('declined'), lapsed: count('lapsed') },
        partnerships: { formed: count('formed', 'closing', 'closed'), closed: count('closed') },
      });

      const documents = folded(partners, history.events);
      const pool = folded(matchingPool, history.events);
      for (const [at, partnerId] of partnerIds.entries()) {
        const own = truth.filter(({ pair: { a, b } }) => [a.partnerId, b.partnerId].includes(partnerId));
        const active = own.filter(({ state: { status } }) => status === 'formed' || status === 'closing').length;
        const proposals = own.filter(({ state: { status } }) => status === 'proposed').length;
        const { status, unit } = history.partners[at]!;
        expect(document(documents, partnerId)).toMatchObject({ status, unit, active, proposals, matched: active > 0 });
        expect(document(pool, partnerId)).toMatchObject({ held: active + proposals, available: status === 'active' });
      }
    });
  });
});

describe('the same history in another order of the log', () => {
  const anyOrder = fc.tuple(histories, fc.array(fc.nat(), { minLength: 1, maxLength: 60 }));

  it('on the same days gives the same documents', () => {
    fc.assert(
      fc.property(anyOrder, ([{ events }, choices]) => {
        const other = interleaved(events, choices, true);
        for (const model of [
          partnerships,
          exchangeLedger,
          reciprocityBoard,
          exchangeMatrix,
          programOverview,
          partners,
          matchingPool,
        ])
          expect(folded<unknown>(model, other)).toEqual(folded<unknown>(model, events));
        expect(homesOf(other)).toEqual(homesOf(events));
      }),
      { numRuns: 40 },
    );
  });

  it('on other days gives the same counts and minutes', () => {
    fc.assert(
      fc.property(anyOrder, ([{ events }, choices]) => {
        const other = interleaved(events, choices, false);
        for (const model of [exchangeMatrix, programOverview, reciprocityBoard, exchangeLedger])
          expect(folded<unknown>(model, other)).toEqual(folded<unknown>(model, events));
      }),
      { numRuns: 40 },
    );
  });
});

/** A partner's lists stand in the order of the log, which is another one. */
function homesOf(events: readonly RecordedEvent[]) {
  const homes = [...folded(partnerHome, events)];
  return new Map(
    homes.map(([key, { open, waiting }]) => [key, { open: [...open].sort(), waiting: waiting.map(inWords).sort() }]),
  );
}

const inWords = ({ what, partnershipId, exchangeId = '', version = 0, until = '' }: Waiting) =>
  [what, partnershipId, exchangeId, version, until].join(' ');

function askedOf(partnerId: string, { state, pair, exchanges }: Truth): readonly string[] {
  const { partnershipId } = pair;
  const asked: Waiting[] = [];
  if (state.status === 'proposed' && !state.acceptedBy.includes(partnerId))
    asked.push({ what: 'answer-proposal', partnershipId, since: '', until: state.expiresOn });
  if (state.status === 'closing' && !hasReflected(state, partnerId))
    asked.push({ what: 'reflect', partnershipId, since: '', until: state.graceEndsOn });
  for (const { present, version, author, standing } of exchanges) {
    const { exchangeId } = present;
    if (standing === 'waiting' && author !== partnerId)
      asked.push({ what: 'confirm-exchange', partnershipId, exchangeId, version, since: '' });
    if (standing === 'disputed' && author === partnerId)
      asked.push({ what: 'answer-dispute', partnershipId, exchangeId, version, since: '' });
  }
  return asked.map(inWords);
}

const hasReflected = ({ reflections }: Pick<Lived, 'reflections'>, partnerId: string) =>
  reflections.some(({ by }) => by === partnerId);

function stateOf(exchange: LoggedExchange) {
  const { standing, version, author } = exchange;
  return { state: standing === 'waiting' && isVoiding(exchange) ? 'voiding' : standing, version, author };
}
