import { describe, expect, it } from '@jest/globals';
import type { PartnershipEvent } from '../mentoring/partnerships/partnership.events.js';
import {
  ana,
  bo,
  byAna,
  byBo,
  confirmed,
  exchange,
  exchangeId,
  logged,
  pair,
  voided,
} from '../mentoring/partnerships/partnership.examples.js';
import { minutesFrom, movements, type Exchange, type ExchangeEvent } from './exchange-movements.js';

const first = exchange();
const second = exchange({ version: 2, minutes: 45 });
const corrected = (before: typeof first, after: typeof first, counted?: typeof first): PartnershipEvent => ({
  type: 'ExchangeCorrected',
  data: { ...pair, ...byBo, before, after, reason: 'mistyped', ...(counted !== undefined && { counted }) },
});

/** `+2 waiting`: version 2 joins those that wait. */
const moves = (event: PartnershipEvent) =>
  movements(event as unknown as ExchangeEvent).map(
    ({ exchange: { version }, among, sign }) => `${sign > 0 ? '+' : '-'}${version} ${among}`,
  );

describe('a version of an exchange', () => {
  it('waits when it is logged, and counts when it is confirmed', () => {
    expect(moves(logged())).toEqual(['+1 waiting']);
    expect(moves(confirmed())).toEqual(['-1 waiting', '+1 confirmed']);
  });

  it('that nobody has confirmed gives its place to its correction', () => {
    expect(moves(corrected(first, second))).toEqual(['-1 waiting', '+2 waiting']);
  });

  it('that counts goes on counting until its correction is confirmed', () => {
    expect(moves(corrected(first, second, first))).toEqual(['+2 waiting']);
    const { type, data } = confirmed(second) as Extract<PartnershipEvent, { type: 'ExchangeConfirmed' }>;
    expect(moves({ type, data: { ...data, counted: first } })).toEqual(['-2 waiting', '-1 confirmed', '+2 confirmed']);
  });

  it('that nobody has confirmed ceases to wait when it is voided', () => {
    expect(moves(voided(2))).toEqual(['-1 waiting']);
  });

  it('that counts goes on counting until its voiding is confirmed', () => {
    expect(moves(voided(2, first))).toEqual([]);
    expect(
      moves({ type: 'VoidingConfirmed', data: { ...pair, ...byBo, exchangeId, version: 2, counted: first } }),
    ).toEqual(['-1 confirmed']);
  });

  it('that corrects another, and is voided, ceases to wait once: also when the voiding is answered by a correction', () => {
    const voiding: PartnershipEvent = {
      type: 'ExchangeVoided',
      data: { ...pair, ...byAna, exchange: second, version: 3, counted: first, reason: 'mistyped' },
    };
    expect(moves(voiding)).toEqual(['-2 waiting']);
    expect(moves(corrected(second, exchange({ version: 4 }), first))).toEqual(['+4 waiting']);
  });
});

describe('the minutes that one gave', () => {
  it('are those of all their contributions', () => {
    const contributions = [...first.contributions, { from: ana.partnerId, to: bo.partnerId, minutes: 5 }];
    const longer = exchange({ contributions }) as unknown as Exchange;
    expect(minutesFrom(longer, ana.partnerId)).toBe(45);
    expect(minutesFrom(longer, bo.partnerId)).toBe(20);
  });
});
