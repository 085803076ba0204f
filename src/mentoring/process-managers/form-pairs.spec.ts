import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  ana,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  declined,
  formed,
  lapsed,
  pair,
  proposed,
} from '../partnerships/partnership.examples.js';
import { formPairs } from './form-pairs.js';
import { asks, type Ask, type Script } from './world.examples.js';

const { partnershipId } = pair;
const [first, second] = [ana, bo].sort((one, other) => (one.partnerId < other.partnerId ? -1 : 1)) as [
  typeof ana,
  typeof bo,
];

const reserve = (own: typeof ana, other: typeof ana): Ask => [
  'ReserveSlot',
  own.partnerId,
  { partnershipId, attempt: 1, otherPartnerId: other.partnerId, otherPersonId: other.personId },
];
const release = ({ partnerId }: typeof ana): Ask => ['ReleaseSlot', partnerId, { partnershipId, attempt: 1 }];
const form: Ask = ['FormPair', partnershipId, {}];
const lapse: Ask = ['LapseProposal', partnershipId, { reason: 'no-slot' }];

const both = [proposed, accepted(byAna), accepted(byBo)];
/** Told of the last acceptance alone. */
const told = (script: Script) => asks(formPairs, [accepted(byBo)], script);

describe('when both have accepted', () => {
  it('a slot of each is reserved, in order of partner id, and the pair is formed', async () => {
    expect(await told({ present: both })).toEqual([reserve(first, second), reserve(second, first), form]);
  });

  it('the order is the same whoever of the two is named first', async () => {
    const turned = { ...accepted(byBo), data: { ...accepted(byBo).data, a: bo, b: ana } };
    expect(await asks(formPairs, [turned], { present: both })).toEqual([
      reserve(first, second),
      reserve(second, first),
      form,
    ]);
  });

  it('and the first has no slot, the proposal lapses', async () => {
    const refuse = (command: string) => (command === 'ReserveSlot' ? 'partner-full' : undefined);
    expect(await told({ present: both, refuse })).toEqual([
      reserve(first, second),
      lapse,
      release(first),
      release(second),
    ]);
  });

  it('and the second has no slot, the proposal lapses before the first gets theirs back', async () => {
    const refuse = (command: string, id: string) =>
      command === 'ReserveSlot' && id === second.partnerId ? 'pair-excluded' : undefined;
    expect(await told({ present: both, refuse })).toEqual([
      reserve(first, second),
      reserve(second, first),
      lapse,
      release(first),
      release(second),
    ]);
  });

  it('but the proposal can no longer lapse, no slot is given back', async () => {
    const refuse = (command: string) =>
      command === 'ReserveSlot' ? 'partner-paused' : command === 'LapseProposal' ? 'already-formed' : undefined;
    expect(await told({ present: both, refuse })).toEqual([reserve(first, second), lapse]);
  });

  it('but it lapsed while slots were reserved, both get them back', async () => {
    const refuse = (command: string) => (command === 'FormPair' ? 'proposal-not-open' : undefined);
    expect(await told({ present: both, refuse })).toEqual([
      reserve(first, second),
      reserve(second, first),
      form,
      release(first),
      release(second),
    ]);
  });
});

describe('when the stream says something else by now', () => {
  it('and only one has accepted, nothing is asked for', async () => {
    expect(await asks(formPairs, [accepted(byAna)], { present: [proposed, accepted(byAna)] })).toEqual([]);
  });

  it.each([
    ['declined', [...both, declined]],
    ['lapsed', [...both, lapsed]],
    ['closed', [...formed, closureBegun, closed]],
  ])('and it is %s, slots are only given back', async (_, present) => {
    expect(await told({ present })).toEqual([release(first), release(second)]);
  });

  it.each([
    ['formed', formed],
    ['closing', [...formed, closureBegun]],
    ['not there', []],
  ])('and it is %s, nothing is asked for', async (_, present) => {
    expect(await told({ present })).toEqual([]);
  });
});

it('what follows the first acceptance and the second is the same, so that it may be told of both again', async () => {
  const ofFirst = await asks(formPairs, [accepted(byAna)], { present: both });
  expect(ofFirst).toEqual(await told({ present: both }));
});
