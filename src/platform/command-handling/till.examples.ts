import { Type } from 'typebox';
import { aggregate } from '../../kernel/aggregate.js';
import { decider, type Context } from '../../kernel/decider.js';
import { eventSchemas, type EventOf } from '../../kernel/events.js';
import { Refusal } from '../../kernel/refusal.js';

/** A small aggregate on another subject, with which the machinery is tried. */
export const tillEvents = eventSchemas('till', {
  TillOpened: { audience: 'public', fields: { tillId: Type.String() } },
  CoinsPutIn: { audience: 'public', fields: { tillId: Type.String(), coins: Type.Integer() } },
});

export class OpenTill {}
export class PutIn {
  readonly coins!: number;
}
export class PutInIfOtherIsEmpty {
  readonly coins!: number;
  readonly other!: string;
}

interface Till {
  readonly open: boolean;
  readonly coins: number;
}

const MOST = 10;

export const till = decider<Till, typeof tillEvents>()({
  events: tillEvents,
  initial: { open: false, coins: 0 },
  evolve: {
    TillOpened: () => ({ open: true, coins: 0 }),
    CoinsPutIn: (state, { coins }) => ({ ...state, coins: state.coins + coins }),
  },
  decide: {
    openTill(state, _: OpenTill, { id }: Context) {
      return state.open ? [] : [{ type: 'TillOpened', data: { tillId: id } }];
    },
    putIn(state, { coins }: PutIn, { id }: Context): EventOf<typeof tillEvents>[] {
      if (state.coins + coins > MOST) throw new Refusal('till-full', `A till holds ${MOST} coins.`);
      return coins === 0 ? [] : [{ type: 'CoinsPutIn', data: { tillId: id, coins } }];
    },
    putInIfOtherIsEmpty(
      _,
      { coins }: PutInIfOtherIsEmpty,
      { id, facts }: Context<{ other: Till }>,
    ): EventOf<typeof tillEvents>[] {
      if (facts.other.coins > 0) throw new Refusal('other-not-empty', 'The other till is not empty.');
      return [{ type: 'CoinsPutIn', data: { tillId: id, coins } }];
    },
  },
});

export const tillAggregate = aggregate({
  collection: 'tills',
  decider: till,
  commands: [
    { command: OpenTill, may: ['coordinator'], creates: true, summary: 'Opens a till.' },
    { command: PutIn, may: ['coordinator'], scope: () => ({ programId: 'shop' }), summary: 'Puts coins in.' },
    {
      command: PutInIfOtherIsEmpty,
      may: ['coordinator'],
      facts: ({ other }: PutInIfOtherIsEmpty) => ({ other: { fold: till as never, id: other } }),
      summary: 'Puts coins in if another till is empty.',
    },
  ],
});
