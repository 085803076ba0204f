import { describe, it } from '@jest/globals';
import type { PartnershipEvent } from './partnership.events.js';
import {
  asAna,
  asBo,
  asCoordinator,
  bo,
  byAna,
  byBo,
  closed,
  confirmed,
  disputed,
  exchange,
  exchangeId,
  formed,
  given,
  logged,
  meeting,
  pair,
  voided,
} from './partnership.examples.js';

const correctedTo = (minutes: number) => ({ ...meeting, minutes, exchangeId, reason: 'mistyped' }) as const;
const second = exchange({ version: 2, minutes: 45 });
const corrected: PartnershipEvent = {
  type: 'ExchangeCorrected',
  data: { ...pair, ...byAna, before: exchange(), after: second, counted: exchange(), reason: 'mistyped' },
};
const voidingConfirmed: PartnershipEvent = {
  type: 'VoidingConfirmed',
  data: { ...pair, ...byBo, exchangeId, version: 2, counted: exchange() },
};

describe('disputing an exchange', () => {
  const dispute = { exchangeId, version: 1, reason: 'wrong-minutes' } as const;

  it('is for the partner who did not write it', () => {
    given(...formed, logged())
      .when('disputeExchange', dispute, { actor: asBo })
      .then(disputed());
    given(...formed, logged())
      .when('disputeExchange', dispute, { actor: asAna })
      .thenRefused('four-eyes');
    given(...formed, logged())
      .when('disputeExchange', dispute, { actor: asCoordinator })
      .thenRefused('not-of-this-pair');
  });

  it('twice changes nothing', () => {
    given(...formed, logged(), disputed())
      .when('disputeExchange', dispute, { actor: asBo })
      .thenNothingHappens();
  });

  it('names the version that was seen, which is not confirmed yet', () => {
    given(...formed, logged(), confirmed())
      .when('disputeExchange', dispute, { actor: asBo })
      .thenRefused('exchange-confirmed');
    given(...formed, logged(), confirmed(), corrected)
      .when('disputeExchange', dispute, { actor: asBo })
      .thenRefused('exchange-version-changed');
  });

  it('is withdrawn by the one who disputed', () => {
    const withdrawn: PartnershipEvent = {
      type: 'DisputeWithdrawn',
      data: { ...pair, ...byBo, exchangeId, version: 1 },
    };
    given(...formed, logged(), disputed())
      .when('withdrawDispute', { exchangeId }, { actor: asBo })
      .then(withdrawn);
    given(...formed, logged(), disputed())
      .when('withdrawDispute', { exchangeId }, { actor: asAna })
      .thenRefused('not-your-dispute');
    given(...formed, logged(), disputed(), withdrawn)
      .when('withdrawDispute', { exchangeId }, { actor: asBo })
      .thenNothingHappens();
    given(...formed, logged(), disputed(), withdrawn)
      .when('confirmExchange', { exchangeId, version: 1 }, { actor: asBo })
      .then(confirmed());
  });
});

describe('correcting an exchange', () => {
  it('keeps both versions and what counted', () => {
    given(...formed, logged(), confirmed())
      .when('correctExchange', { ...correctedTo(45), words: 'We began late.' }, { actor: asBo })
      .then({
        type: 'ExchangeCorrected',
        data: {
          ...pair,
          ...byBo,
          before: exchange(),
          after: { ...second, author: bo.partnerId },
          counted: exchange(),
          reason: 'mistyped',
          words: { words: 'We began late.' },
        },
        occurredAt: meeting.heldAt,
      });
  });

  it('names the version that was seen, if it names one', () => {
    given(...formed, logged(), confirmed(), corrected)
      .when('correctExchange', { ...correctedTo(50), version: 1 })
      .thenRefused('exchange-version-changed');
  });

  it('may change its words alone', () => {
    const after = exchange({ version: 2, sealed: { topics: ['Ledgers', 'Containers'], place: 'Room 4' } });
    const { note: _, ...withoutNote } = correctedTo(60);
    const contributions = meeting.contributions.map((given, i) => (i === 0 ? { ...given, topic: 'Ledgers' } : given));
    given(...formed, logged())
      .when('correctExchange', { ...withoutNote, contributions, place: 'Room 4' })
      .then({
        type: 'ExchangeCorrected',
        data: { ...pair, ...byAna, before: exchange(), after, reason: 'mistyped' },
        occurredAt: meeting.heldAt,
      });
  });

  it('answers a dispute and a voiding', () => {
    const third = { ...second, version: 3 };
    given(...formed, logged(), disputed())
      .when('correctExchange', correctedTo(45))
      .then({
        type: 'ExchangeCorrected',
        data: { ...pair, ...byAna, before: exchange(), after: second, reason: 'mistyped' },
        occurredAt: meeting.heldAt,
      });
    given(...formed, logged(), confirmed(), voided(2, exchange()))
      .when('correctExchange', correctedTo(45))
      .then({
        type: 'ExchangeCorrected',
        data: { ...pair, ...byAna, before: exchange(), after: third, counted: exchange(), reason: 'mistyped' },
        occurredAt: meeting.heldAt,
      });
  });

  it('is possible late, but not to a day on which it could no longer be logged', () => {
    const late = { now: '2026-05-20T12:00:00.000Z' };
    given(...formed, logged())
      .when('correctExchange', { ...correctedTo(60), heldAt: '2026-03-08T15:00:00.000Z' }, late)
      .thenRefused('logged-too-late');
    given(...formed, logged(), confirmed())
      .when('correctExchange', correctedTo(45), late)
      .then({ ...corrected, occurredAt: meeting.heldAt });
  });

  it('is possible after closing, of what was held before', () => {
    given(...formed, logged(), confirmed(), closed)
      .when('correctExchange', correctedTo(45))
      .then({ ...corrected, occurredAt: meeting.heldAt });
    given(...formed, logged(), closed)
      .when(
        'correctExchange',
        { ...correctedTo(60), heldAt: '2026-03-11T09:00:00Z' },
        { now: '2026-03-12T09:00:00.000Z' },
      )
      .thenRefused('held-after-closing');
  });

  it('needs an exchange that is not voided', () => {
    given(...formed, logged(), voided(2))
      .when('correctExchange', correctedTo(45))
      .thenRefused('exchange-voided');
    given(...formed)
      .when('correctExchange', correctedTo(45))
      .thenRefused('exchange-not-found');
  });
});

describe('voiding an exchange', () => {
  const voiding = { exchangeId, reason: 'logged-twice' } as const;

  it('that does not count is for its author, at once', () => {
    given(...formed, logged())
      .when('voidExchange', voiding)
      .then(voided(2));
    given(...formed, logged())
      .when('voidExchange', voiding, { actor: asBo })
      .thenRefused('not-yours-to-void');
  });

  it('that counts is for either, and waits for the other', () => {
    given(...formed, logged(), confirmed())
      .when('voidExchange', voiding)
      .then(voided(2, exchange()));
    given(...formed, logged(), confirmed())
      .when('voidExchange', voiding, { actor: asBo })
      .then(voided(2, exchange(), byBo));
    given(...formed, logged(), confirmed(), voided(2, exchange()))
      .when('confirmExchange', { exchangeId, version: 2 }, { actor: asAna })
      .thenRefused('four-eyes');
  });

  it('twice changes nothing', () => {
    given(...formed, logged(), voided(2))
      .when('voidExchange', voiding)
      .thenNothingHappens();
    given(...formed, logged(), confirmed(), voided(2, exchange()))
      .when('voidExchange', voiding)
      .thenNothingHappens();
    given(...formed, logged(), confirmed(), voided(2, exchange()), voidingConfirmed)
      .when('voidExchange', voiding)
      .thenNothingHappens();
  });

  it('that the other has voided is confirming', () => {
    given(...formed, logged(), confirmed(), voided(2, exchange()))
      .when('voidExchange', voiding, { actor: asBo })
      .thenRefused('not-yours-to-void');
  });

  it('that counts is disputed like any version, and goes on counting', () => {
    given(...formed, logged(), confirmed(), voided(2, exchange()), disputed(2))
      .when('correctExchange', correctedTo(45))
      .then({
        type: 'ExchangeCorrected',
        data: {
          ...pair,
          ...byAna,
          before: exchange(),
          after: { ...second, version: 3 },
          counted: exchange(),
          reason: 'mistyped',
        },
        occurredAt: meeting.heldAt,
      });
  });
});
