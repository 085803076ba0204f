import { describe, expect, it } from '@jest/globals';
import { happened, withdrew } from '../partners/partner.examples.js';
import {
  ana,
  bo,
  closed,
  closureBegun,
  declined,
  formed,
  lapsed,
  pair,
  proposed,
} from '../partnerships/partnership.examples.js';
import { endWithPartner } from './end-with-partner.js';
import { asks, asksPerEvent } from './world.examples.js';

const placeOf = ({ partnerId, personId }: typeof ana) => ({ programId: pair.programId, partnerId, personId });
const anaLeft = withdrew(placeOf(ana));
const boLeft = withdrew(placeOf(bo));
const anaBack = happened('PartnerRejoined', placeOf(ana));
const another = <T extends { readonly data: object }>(event: T): T => ({
  ...event,
  data: { ...event.data, partnershipId: 'another' },
});

const lapse = (id = pair.partnershipId) => ['LapseProposal', id, { reason: 'withdrawn' }];
const begin = (id = pair.partnershipId) => ['BeginClosure', id, { reason: 'left' }];

describe('when a partner withdraws', () => {
  it('their proposals lapse and their partnerships are led to their close', async () => {
    expect(await asks(endWithPartner, [proposed, ...formed.map(another), anaLeft])).toEqual([
      lapse(),
      begin('another'),
    ]);
  });

  it('what is over already is left alone', async () => {
    for (const end of [declined, lapsed]) expect(await asks(endWithPartner, [proposed, end, anaLeft])).toEqual([]);
    expect(await asks(endWithPartner, [...formed, closureBegun, closed, anaLeft])).toEqual([]);
  });

  it('one refusal does not keep the next from being asked', async () => {
    const refuse = (_: string, id: string) => (id === pair.partnershipId ? 'already-formed' : undefined);
    expect(await asks(endWithPartner, [proposed, another(proposed), anaLeft], { refuse })).toEqual([
      lapse(),
      lapse('another'),
    ]);
  });

  it('the partnerships of others go on', async () => {
    const stranger = withdrew({ programId: pair.programId, partnerId: 'cy', personId: 'cy' });
    expect(await asks(endWithPartner, [...formed, stranger])).toEqual([]);
  });

  it('and then the other, each asks for the end', async () => {
    const perEvent = await asksPerEvent(endWithPartner, [...formed, anaLeft, boLeft]);
    expect(perEvent.slice(-2)).toEqual([[begin()], [begin()]]);
  });
});

describe('of a partner who has withdrawn', () => {
  it('what is proposed afterwards lapses, whichever side they are on', async () => {
    expect(await asks(endWithPartner, [anaLeft, proposed])).toEqual([lapse()]);
    expect(await asks(endWithPartner, [boLeft, proposed])).toEqual([lapse()]);
  });

  it('what is formed afterwards is led to its close', async () => {
    const pairFormed = formed.at(-1)!;
    expect(await asksPerEvent(endWithPartner, [proposed, anaLeft, pairFormed])).toEqual([[], [lapse()], [begin()]]);
  });
});

describe('a partner who has come back', () => {
  it('is proposed and paired like any other', async () => {
    expect(await asks(endWithPartner, [anaLeft, anaBack, ...formed])).toEqual([]);
  });

  it('before the withdrawal was answered keeps what is open', async () => {
    const told = [...formed, anaLeft];
    const { on } = endWithPartner;
    const world = { state: async () => ({ left: false, proposed: [], formed: [pair.partnershipId] }) };
    await expect(on.PartnerWithdrawn?.(told.at(-1) as never, world as never)).resolves.toBeUndefined();
  });

  it('and leaves again ends what came between', async () => {
    expect(await asks(endWithPartner, [anaLeft, anaBack, proposed, anaLeft])).toEqual([lapse()]);
  });
});
