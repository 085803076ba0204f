import { describe, expect, it } from '@jest/globals';
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
import { releaseSlots } from './release-slots.js';
import { asks, asksPerEvent } from './world.examples.js';

const released = [ana, bo].map(({ partnerId }) => [
  'ReleaseSlot',
  partnerId,
  { partnershipId: pair.partnershipId, attempt: 1 },
]);

describe('slots are given back', () => {
  it.each([
    ['declined', [proposed, declined]],
    ['lapsed', [proposed, lapsed]],
    ['closed', [...formed, closureBegun, closed]],
  ])('to both when the partnership is %s, and not before', async (_, told) => {
    const perEvent = await asksPerEvent(releaseSlots, told);
    expect(perEvent.at(-1)).toEqual(released);
    expect(perEvent.slice(0, -1).flat()).toEqual([]);
  });

  it('to the second also where the first holds none', async () => {
    const refuse = (_: string, id: string) => (id === ana.partnerId ? 'partner-not-found' : undefined);
    expect(await asks(releaseSlots, [lapsed], { present: [proposed, lapsed], refuse })).toEqual(released);
  });
});
