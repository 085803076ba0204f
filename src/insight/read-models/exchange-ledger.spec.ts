import { describe, expect, it } from '@jest/globals';
import {
  ana,
  bo,
  byAna,
  byBo,
  confirmed,
  disputed,
  exchange,
  exchangeId,
  logged,
  pair,
  voided,
} from '../../mentoring/partnerships/partnership.examples.js';
import { exchangeLedger } from './exchange-ledger.js';
import { document, folded, on } from './folding.examples.js';

const second = exchange({ version: 2, minutes: 45, author: bo.partnerId, heldAt: '2026-03-08T10:00:00.000Z' });
const corrected = {
  type: 'ExchangeCorrected',
  data: { ...pair, ...byBo, before: exchange(), after: second, counted: exchange(), reason: 'mistyped' },
};
const confirmedAgain = {
  type: 'ExchangeConfirmed',
  data: { ...pair, ...byAna, exchange: second, counted: exchange() },
};
const voidingConfirmed = {
  type: 'VoidingConfirmed',
  data: { ...pair, ...byBo, exchangeId, version: 2, counted: exchange() },
};
const withdrawn = (version: number) => ({ type: 'DisputeWithdrawn', data: { ...pair, ...byBo, exchangeId, version } });

const after = (...events: Parameters<typeof on>[1][]) => document(folded(exchangeLedger, on('2026-03-10', ...events)));
const states = (...events: Parameters<typeof on>[1][]) =>
  events.map((_, at) => after(...events.slice(0, at + 1)).state);

describe('an exchange in the ledger', () => {
  it('is logged: whose, when held and when told, and waits', () => {
    expect(after(logged())).toMatchObject({
      exchangeId,
      partnershipId: pair.partnershipId,
      programId: pair.programId,
      a: ana,
      b: bo,
      state: 'waiting',
      version: 1,
      author: ana.partnerId,
      heldAt: '2026-03-09T15:00:00.000Z',
      loggedAt: '2026-03-10T12:00:00.000Z',
    });
    expect(after(logged())).not.toHaveProperty('counted');
  });

  it('counts from its confirmation on', () => {
    expect(after(logged(), confirmed())).toMatchObject({ state: 'confirmed', counted: { version: 1, minutes: 60 } });
  });

  it('that is disputed says why, until the dispute is withdrawn or answered', () => {
    expect(after(logged(), disputed())).toMatchObject({ state: 'disputed', disputeReason: 'wrong-minutes' });
    for (const end of [withdrawn(1), corrected, voided(2)])
      expect(after(logged(), disputed(), end)).not.toHaveProperty('disputeReason');
  });

  it('that is corrected shows the new version, and counts the old one until the new one is confirmed', () => {
    expect(after(logged(), confirmed(), corrected)).toMatchObject({
      state: 'waiting',
      version: 2,
      author: bo.partnerId,
      present: { minutes: 45 },
      heldAt: '2026-03-08T10:00:00.000Z',
      counted: { version: 1, minutes: 60 },
    });
    expect(after(logged(), confirmed(), corrected, confirmedAgain)).toMatchObject({
      state: 'confirmed',
      counted: { version: 2, minutes: 45 },
    });
  });

  it('that never counted is voided at once', () => {
    expect(states(logged(), voided(2))).toEqual(['waiting', 'voided']);
  });

  it('that counts is voided when the other confirms, and counts until then', () => {
    const path = [logged(), confirmed(), voided(2, exchange())];
    expect(states(...path, voidingConfirmed)).toEqual(['waiting', 'confirmed', 'voiding', 'voided']);
    expect(after(...path)).toMatchObject({ version: 2, author: ana.partnerId, counted: { version: 1 } });
    expect(after(...path, voidingConfirmed)).not.toHaveProperty('counted');
  });

  it('whose voiding was disputed waits for the voiding again when the dispute is withdrawn', () => {
    expect(states(logged(), confirmed(), voided(2, exchange()), disputed(2), withdrawn(2))).toEqual([
      'waiting',
      'confirmed',
      'voiding',
      'disputed',
      'voiding',
    ]);
    expect(states(logged(), disputed(), withdrawn(1))).toEqual(['waiting', 'disputed', 'waiting']);
  });

  it('says of the version that counts whether a coordinator confirmed it for a partner', () => {
    const onBehalf = { ...confirmed(), data: { ...confirmed().data, onBehalf: true } };
    expect(after(logged(), onBehalf)).toMatchObject({ onBehalf: true });
    expect(after(logged(), onBehalf, corrected)).toMatchObject({ onBehalf: true });
    expect(after(logged(), onBehalf, corrected, confirmedAgain)).not.toHaveProperty('onBehalf');
  });
});
