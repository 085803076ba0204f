import type { House } from '../house.js';
import type { RecordedOf } from '../kernel/events.js';
import type { partnershipEvents } from '../mentoring/partnerships/partnership.events.js';
import { LivingPair } from './living-pair.js';
import type { Player } from './players.js';
import { planAnswers } from './proposals.js';
import type { Stage } from './stage.js';

type Partnership = RecordedOf<typeof partnershipEvents>;
type Heard = Extract<Partnership, { type: 'PairProposed' | 'PairFormed' | 'ClosureBegun' }>;
const HEARD = new Set<string>(['PairProposed', 'PairFormed', 'ClosureBegun'] satisfies Heard['type'][]);

/** All pairs of the program. What becomes of them they learn as partners do: it is told to them once it is recorded. */
export class Pairs {
  readonly #formed = new Map<string, LivingPair>();
  readonly #players: ReadonlyMap<string, Player>;

  private constructor(
    private readonly house: House,
    private readonly stage: Stage,
    players: readonly Player[],
    private position: bigint,
  ) {
    this.#players = new Map(players.map((player) => [player.partnerId, player]));
  }

  static async of(house: House, stage: Stage, players: readonly Player[]): Promise<Pairs> {
    return new Pairs(house, stage, players, (await house.store.head())?.position ?? 0n);
  }

  get formed(): readonly LivingPair[] {
    return [...this.#formed.values()];
  }

  /** Goes through what was recorded since it last did. */
  async hear(): Promise<void> {
    for (;;) {
      const events = await this.house.store.readAll(this.position, { limit: 1_000 });
      const last = events.at(-1);
      if (last === undefined) return;
      for (const event of events) if (HEARD.has(event.type)) this.#hear(this.house.codec.decode(event) as Heard);
      this.position = last.position;
    }
  }

  #hear({ type, data, recordedAt }: Heard): void {
    const { partnershipId } = data;
    const recordedOn = recordedAt.slice(0, 'YYYY-MM-DD'.length);
    switch (type) {
      case 'PairProposed':
        planAnswers(this.stage, {
          partnershipId,
          proposedOn: recordedOn,
          expiresOn: data.expiresOn,
          a: this.#player(data.a.partnerId),
          b: this.#player(data.b.partnerId),
        });
        return;
      case 'PairFormed': {
        const [a, b] = [this.#player(data.a.partnerId), this.#player(data.b.partnerId)];
        const pair = new LivingPair(this.stage, partnershipId, a, b, recordedOn);
        this.#formed.set(partnershipId, pair);
        pair.begin();
        return;
      }
      case 'ClosureBegun':
        this.#formed.get(partnershipId)?.closedBy(({ personId }) => this.stage.hasLeft(personId));
    }
  }

  #player(partnerId: string): Player {
    const player = this.#players.get(partnerId);
    if (player === undefined) throw new Error(`${partnerId} is no partner of this simulation.`);
    return player;
  }
}
