import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import {
  accepted,
  ana,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  confirmed,
  declined,
  exchange,
  exchangeId,
  formed,
  lapsed,
  logged,
  pair,
  proposed,
  reflected,
  voided,
} from '../../mentoring/partnerships/partnership.examples.js';
import { document, folded, on } from './folding.examples.js';
import { partnerships } from './partnerships.js';

type Told = Parameters<typeof on>[1];
const after = (...events: Told[]) => document(folded(partnerships, on('2026-03-10', ...events)));

describe('a proposal in the list', () => {
  it('says between whom, why and until when', () => {
    const why = { aLearns: [], bLearns: [], aGain: 0.5, bGain: 0.4, factors: { reciprocal: 0.9 } };
    const drafted = {
      ...proposed,
      data: { ...proposed.data, source: 'round', roundId: derivedId('round'), score: 910_000, why },
    };
    expect(after(drafted)).toEqual({
      ...pair,
      status: 'proposed',
      aPersonId: ana.personId,
      bPersonId: bo.personId,
      source: 'round',
      roundId: derivedId('round'),
      score: 910_000,
      why,
      proposedOn: '2026-03-10',
      expiresOn: '2026-03-10',
      acceptedBy: [],
      reflectionsOf: [],
      minutes: { fromA: 0, fromB: 0 },
      confirmedExchanges: 0,
      waitingExchanges: 0,
    });
  });

  it('waits for slots from the second acceptance on, until the pair is formed', () => {
    expect(after(proposed, accepted(byAna))).not.toHaveProperty('bothAcceptedAt');
    expect(after(proposed, accepted(byAna), accepted(byBo))).toMatchObject({
      status: 'proposed',
      acceptedBy: [ana.partnerId, bo.partnerId],
      bothAcceptedAt: '2026-03-10T12:00:00.000Z',
    });
    expect(after(...formed)).not.toHaveProperty('bothAcceptedAt');
  });

  it('is declined or lapsed, with its reason', () => {
    expect(after(proposed, declined)).toMatchObject({ status: 'declined', reason: 'no-time' });
    expect(after(proposed, accepted(byAna), lapsed)).toMatchObject({ status: 'lapsed', reason: 'no-slot' });
  });
});

describe('a partnership in the list', () => {
  it('is formed on a day, to a planned end', () => {
    expect(after(...formed)).toMatchObject({ status: 'formed', formedOn: '2026-03-10', plannedEnd: '2026-08-01' });
  });

  it('counts minutes by direction when they are confirmed', () => {
    expect(after(...formed, logged())).toMatchObject({
      minutes: { fromA: 0, fromB: 0 },
      confirmedExchanges: 0,
      waitingExchanges: 1,
    });
    expect(after(...formed, logged(), confirmed())).toMatchObject({
      minutes: { fromA: 40, fromB: 20 },
      confirmedExchanges: 1,
      waitingExchanges: 0,
    });
  });

  it('counts a corrected exchange as it was, until the correction is confirmed', () => {
    const contributions = [{ from: bo.partnerId, to: ana.partnerId, minutes: 50 }];
    const second = exchange({ version: 2, contributions });
    const data = { ...pair, ...byAna, before: exchange(), after: second, counted: exchange(), reason: 'mistyped' };
    const counted = [...formed, logged(), confirmed(), { type: 'ExchangeCorrected', data }];
    expect(after(...counted)).toMatchObject({
      minutes: { fromA: 40, fromB: 20 },
      confirmedExchanges: 1,
      waitingExchanges: 1,
    });
    const confirmedAgain = {
      type: 'ExchangeConfirmed',
      data: { ...pair, ...byBo, exchange: second, counted: exchange() },
    };
    expect(after(...counted, confirmedAgain)).toMatchObject({
      minutes: { fromA: 0, fromB: 50 },
      confirmedExchanges: 1,
      waitingExchanges: 0,
    });
  });

  it('counts a voided exchange until the voiding is confirmed', () => {
    const voiding = [...formed, logged(), confirmed(), voided(2, exchange())];
    const gone = { type: 'VoidingConfirmed', data: { ...pair, ...byBo, exchangeId, version: 2, counted: exchange() } };
    expect(after(...voiding)).toMatchObject({ minutes: { fromA: 40, fromB: 20 }, confirmedExchanges: 1 });
    expect(after(...voiding, gone)).toMatchObject({
      minutes: { fromA: 0, fromB: 0 },
      confirmedExchanges: 0,
      waitingExchanges: 0,
    });
  });

  it('is closing until its grace ends, with the reflections that are there', () => {
    expect(after(...formed, reflected(byBo), closureBegun, reflected(byAna))).toMatchObject({
      status: 'closing',
      reason: 'completed',
      graceEndsOn: '2026-03-24',
      reflectionsOf: [bo.partnerId, ana.partnerId],
    });
  });

  it('is closed on a day for a reason, and no grace is left to wait for', () => {
    const ended = document(folded(partnerships, on('2026-03-10', ...formed, closureBegun), on('2026-03-24', closed)));
    expect(ended).toMatchObject({
      status: 'closed',
      closedOn: '2026-03-24',
      reason: 'completed',
      formedOn: '2026-03-10',
    });
    expect(ended).not.toHaveProperty('graceEndsOn');
  });
});
