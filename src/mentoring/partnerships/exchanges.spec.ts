import { describe, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import type { PartnershipEvent } from './partnership.events.js';
import {
  accepted,
  ana,
  asAna,
  asBo,
  asCoordinator,
  asStranger,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  confirmed,
  declined,
  disputed,
  exchange,
  exchangeId,
  formed,
  given,
  logged,
  meeting,
  pair,
  proposed,
  voided,
} from './partnership.examples.js';

const another = derivedId('another exchange');
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

describe('an exchange', () => {
  it('is logged by either partner, as of when it was held', () => {
    given(...formed)
      .when('logExchange', meeting)
      .then(logged());
  });

  it('is logged also while the partnership is closing', () => {
    given(...formed, closureBegun)
      .when('logExchange', meeting)
      .then(logged());
  });

  it('is held at one instant, however it was written', () => {
    given(...formed)
      .when('logExchange', { ...meeting, heldAt: '2026-03-09T16:00:00+01:00' })
      .then(logged());
  });

  it('is logged by the partners only, of a pair that is formed and not closed', () => {
    given(...formed)
      .when('logExchange', meeting, { actor: asStranger })
      .thenRefused('not-of-this-pair');
    given(...formed)
      .when('logExchange', meeting, { actor: asCoordinator })
      .thenRefused('not-of-this-pair');
    given().when('logExchange', meeting).thenRefused('partnership-not-found');
    given(proposed, accepted(byAna)).when('logExchange', meeting).thenRefused('partnership-not-formed');
    given(proposed, declined).when('logExchange', meeting).thenRefused('partnership-not-formed');
    given(...formed, closed)
      .when('logExchange', meeting)
      .thenRefused('partnership-closed');
  });

  it.each([
    ['held-before-forming', '2026-02-01T08:59:59.999Z'],
    ['held-in-future', '2026-03-10T12:00:00.001Z'],
  ])('is refused with %s when held at %s', (code, heldAt) => {
    given(...formed)
      .when('logExchange', { ...meeting, heldAt })
      .thenRefused(code);
    given(...formed, logged())
      .when('correctExchange', { ...correctedTo(60), heldAt })
      .thenRefused(code);
  });

  it('is logged within the days of the terms', () => {
    given(...formed)
      .when('logExchange', meeting, { now: '2026-05-08T23:00:00.000Z' })
      .then(logged());
    given(...formed)
      .when('logExchange', meeting, { now: '2026-05-09T00:00:00.000Z' })
      .thenRefused('logged-too-late');
  });

  it.each([
    ['contribution-outside-pair', { to: ana.partnerId }],
    ['contribution-outside-pair', { from: derivedId('Cy') }],
    ['contribution-outside-pair', { to: derivedId('Cy') }],
    ['contribution-too-long', { minutes: 61 }],
  ])('is refused with %s for a contribution with %j', (code, changes) => {
    const contributions = [{ ...meeting.contributions[0], ...changes }];
    given(...formed)
      .when('logExchange', { ...meeting, contributions })
      .thenRefused(code);
    given(...formed, logged())
      .when('correctExchange', { ...correctedTo(60), contributions })
      .thenRefused(code);
  });

  it('is logged once, whoever comes second', () => {
    const twin = logged(exchange({ exchangeId: another, author: bo.partnerId }));
    const turned = { ...meeting, contributions: meeting.contributions.toReversed() };
    given(...formed, twin)
      .when('logExchange', meeting)
      .thenRefused('exchange-logged-already');
    given(...formed, twin)
      .when('logExchange', turned)
      .thenRefused('exchange-logged-already');
    given(...formed, logged(exchange({ minutes: 30 })), twin)
      .when('correctExchange', correctedTo(60))
      .thenRefused('exchange-logged-already');
  });

  it('is logged anew when the other record was voided or is of another meeting', () => {
    given(...formed, logged(exchange({ exchangeId: another, minutes: 90 })))
      .when('logExchange', meeting)
      .then(logged());
    given(...formed, logged(exchange({ exchangeId: another, contributions: [] })))
      .when('logExchange', meeting)
      .then(logged());
    given(...formed, logged(), voided(2))
      .when('logExchange', meeting, { commandId: derivedId('again') })
      .then(logged(exchange({ exchangeId: derivedId('exchange', derivedId('again')) })));
  });
});

describe('confirming an exchange', () => {
  const seen = { exchangeId, version: 1 };

  it('is for the partner who did not write it', () => {
    given(...formed, logged())
      .when('confirmExchange', seen, { actor: asBo })
      .then(confirmed());
    given(...formed, logged())
      .when('confirmExchange', seen, { actor: asAna })
      .thenRefused('four-eyes');
  });

  it('twice changes nothing', () => {
    given(...formed, logged(), confirmed())
      .when('confirmExchange', seen, { actor: asBo })
      .thenNothingHappens();
  });

  it('is allowed after closing', () => {
    given(...formed, logged(), closed)
      .when('confirmExchange', seen, { actor: asBo })
      .then(confirmed());
  });

  it('names the version that was seen', () => {
    given(...formed, logged(), confirmed(), corrected)
      .when('confirmExchange', seen, { actor: asBo })
      .thenRefused('exchange-version-changed');
  });

  it('of a correction is for the one who did not correct, and replaces what counted', () => {
    given(...formed, logged(), confirmed(), corrected)
      .when('confirmExchange', { exchangeId, version: 2 }, { actor: asBo })
      .then({ type: 'ExchangeConfirmed', data: { ...pair, ...byBo, exchange: second, counted: exchange() } });
  });

  it('of a voiding ends that it counts', () => {
    given(...formed, logged(), confirmed(), voided(2, exchange()))
      .when('confirmExchange', { exchangeId, version: 2 }, { actor: asBo })
      .then(voidingConfirmed);
  });

  it('by a coordinator is recorded as such, with the reason', () => {
    given(...formed, logged())
      .when('confirmExchange', { ...seen, onBehalfOf: bo.partnerId, reason: 'On leave.' }, { actor: asCoordinator })
      .then({
        type: 'ExchangeConfirmed',
        data: { ...pair, ...byBo, onBehalf: true, words: { words: 'On leave.' }, exchange: exchange() },
      });
  });

  it('for the other is never for one of the pair, and never for the author', () => {
    const forBo = { ...seen, onBehalfOf: bo.partnerId, reason: 'On leave.' };
    const forAna = { ...seen, onBehalfOf: ana.partnerId, reason: 'On leave.' };
    given(...formed, logged())
      .when('confirmExchange', forBo, { actor: { ...asAna, kind: 'coordinator' } })
      .thenRefused('four-eyes');
    given(...formed, logged())
      .when('confirmExchange', forAna, { actor: asCoordinator })
      .thenRefused('four-eyes');
  });

  it('needs an exchange that stands undisputed', () => {
    given(...formed)
      .when('confirmExchange', seen, { actor: asBo })
      .thenRefused('exchange-not-found');
    given(...formed, logged(), voided(2))
      .when('confirmExchange', seen, { actor: asBo })
      .thenRefused('exchange-voided');
    given(...formed, logged(), disputed())
      .when('confirmExchange', seen, { actor: asBo })
      .thenRefused('exchange-disputed');
  });
});
