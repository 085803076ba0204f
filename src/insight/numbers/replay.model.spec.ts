import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf } from '../../kernel/clock.js';
import type { RecordedEvent } from '../../kernel/events.js';
import { histories } from '../../mentoring/histories.examples.js';
import { exchangeLedger } from '../read-models/exchange-ledger.js';
import { folded, interleaved } from '../read-models/folding.examples.js';
import { partners } from '../read-models/partners.js';
import { reciprocityOf } from '../read-models/reciprocity-board.js';
import { acceptance } from './acceptance.js';
import { everMatched } from './ever-matched.js';
import { matchRate } from './match-rate.js';
import { ALL, median, SLICES, type Cut, type Measure, type Row } from './measure.js';
import { reciprocity } from './reciprocity.js';

const MEASURES = [matchRate, everMatched, acceptance, reciprocity] as unknown as readonly Measure<Row>[];

const known = (events: readonly RecordedEvent[], day: string) =>
  events.filter(({ recordedAt }) => dayOf(recordedAt) <= day);
const happenedBy = (events: readonly RecordedEvent[], day: string) =>
  events.filter(({ occurredAt }) => dayOf(occurredAt) <= day);

/** What is known on a day of another: of a few days each, all through the history and to its end. */
const cutsOf = (events: readonly RecordedEvent[]) =>
  fewOf(events.map(({ recordedAt }) => dayOf(recordedAt))).flatMap((day) =>
    fewOf(events.map(({ occurredAt }) => dayOf(occurredAt))).map((asOf) => ({ day, asOf })),
  );
function fewOf(days: readonly string[]): readonly string[] {
  const inOrder = [...new Set(days)].sort();
  return [0.2, 0.4, 0.6, 0.8, 1].flatMap((part) => inOrder[Math.ceil(part * inOrder.length) - 1] ?? []);
}

/** From the rows of the whole log, as the API answers it. */
function answering(measure: unknown, events: readonly RecordedEvent[]) {
  const { rows: model, answer } = measure as Measure<Row>;
  const rows = [...folded(model, events).values()];
  return (day: string, cut: Cut) =>
    answer(
      rows.filter(({ recordedDay }) => recordedDay <= day),
      cut,
    );
}

const always = (history: (events: readonly RecordedEvent[]) => void, numRuns: number) => {
  fc.assert(
    fc.property(histories, ({ events }) => {
      history(events);
    }),
    { numRuns },
  );
};

describe('a number as of one day, as known on another', () => {
  it('is what a log that ended on the second day says of the first', () => {
    always((events) => {
      for (const measure of MEASURES) {
        const answer = answering(measure, events);
        for (const { day, asOf } of cutsOf(events)) {
          const ended = answering(measure, known(events, day));
          for (const by of SLICES) expect(answer(day, { asOf, by })).toEqual(ended('9999', { asOf, by }));
        }
      }
    }, 10);
  });

  it('is, of the match rate, what a replay with both cut-offs counts', () => {
    always((events) => {
      const answer = answering(matchRate, events);
      for (const { day, asOf } of cutsOf(events)) {
        const places = [...folded(partners, happenedBy(known(events, day), asOf)).values()];
        const active = places.filter(({ status }) => status === 'active');
        const matched = active.filter((place) => place.matched).length;
        expect(answer(day, { asOf }).get(ALL)?.parts).toEqual({ matched, active: active.length });
      }
    }, 30);
  });

  it('is, of ever matched, what going through the events one by one finds', () => {
    always((events) => {
      const answer = answering(everMatched, events);
      for (const { day, asOf } of cutsOf(events).slice(-7)) {
        const from = addDays(asOf, -21);
        const seen = new Map<string, { active: boolean; matched: boolean }>();
        const past = happenedBy(known(events, day), asOf);
        const before = past.filter(({ occurredAt }) => dayOf(occurredAt) < from);
        const within = past.filter(({ occurredAt }) => dayOf(occurredAt) >= from);
        for (let end = 0; end <= within.length; end++)
          for (const [key, { status, matched }] of folded(partners, before, within.slice(0, end))) {
            const one = seen.get(key) ?? { active: false, matched: false };
            seen.set(key, { active: one.active || status === 'active', matched: one.matched || matched });
          }
        const active = [...seen.values()].filter((one) => one.active);
        expect(answer(day, { from, asOf }).get(ALL)?.parts).toEqual({
          matched: active.filter((one) => one.matched).length,
          active: active.length,
        });
      }
    }, 20);
  });

  it('is, of acceptance, what counting the events gives', () => {
    always((events) => {
      const answer = answering(acceptance, events);
      for (const { day, asOf } of cutsOf(events)) {
        const ended = happenedBy(known(events, day), asOf);
        const count = (...types: string[]) => ended.filter(({ type }) => types.includes(type)).length;
        const of = count('PairFormed', 'ProposalDeclined', 'ProposalLapsed');
        const value = of === 0 ? null : count('PairFormed') / of;
        expect(answer(day, { asOf }).get(ALL)).toMatchObject({ value, of });
      }
    }, 30);
  });

  it('is, of reciprocity, what the ledger of that day says of the meetings held by the other', () => {
    always((events) => {
      const answer = answering(reciprocity, events);
      for (const { day, asOf } of cutsOf(events)) {
        const ledger = [...folded(exchangeLedger, known(events, day)).values()];
        const held = ledger.filter(({ counted }) => counted !== undefined && dayOf(counted.heldAt) <= asOf);
        const values = [...Map.groupBy(held, ({ partnershipId }) => partnershipId).values()]
          .filter((exchanges) => exchanges.length >= 3)
          .map((exchanges) => {
            const given = exchanges.flatMap(({ counted }) => counted?.contributions ?? []);
            const [fromA, fromB] = [true, false].map((isA) =>
              given
                .filter(({ from }) => (from === exchanges[0]?.a.partnerId) === isA)
                .reduce((sum, { minutes }) => sum + minutes, 0),
            );
            return reciprocityOf(fromA ?? 0, fromB ?? 0);
          });
        expect(answer(day, { asOf }).get(ALL)).toMatchObject({ value: median(values), of: values.length });
      }
    }, 30);
  });

  it('is the same in any order of the log: on the same days at every cut, on other days when all is known', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat(), { minLength: 1 }), ({ events }, choices) => {
        for (const measure of MEASURES) {
          const answer = answering(measure, events);
          const sameDays = answering(measure, interleaved(events, choices, true));
          const otherDays = answering(measure, interleaved(events, choices, false));
          for (const { day, asOf } of cutsOf(events)) {
            expect(sameDays(day, { asOf })).toEqual(answer(day, { asOf }));
            expect(otherDays('9999', { asOf })).toEqual(answer('9999', { asOf }));
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});
