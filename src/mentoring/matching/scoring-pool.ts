import { BitSets } from './bit-sets.js';
import type { MatchParameters, PoolPartner, Rule } from './pool.js';
import { SLOTS, slotNumbers, type SharedHours, type SharedMinutes } from './shared-hours.js';
import { SkillIndex } from './skill-index.js';

/** Methods that need no hour in common. */
const ASYNCHRONOUS: ReadonlySet<string> = new Set(
  'asynchronous chat code-review document-review e-mail email forum letter messaging recorded-video'.split(' '),
);
/** The method that needs one place. Two who live in different zones have none. */
const IN_PERSON = 'in-person';

/** A pool laid out for comparing everybody with everybody. A member is a partner's number in the order of partnerIds. */
export class ScoringPool {
  readonly partners: readonly PoolPartner[];
  readonly skills: SkillIndex;
  readonly #hours: SharedHours;
  readonly #styles: BitSets;
  readonly #methods: BitSets;
  readonly #remoteMethods: BitSets;
  readonly #asynchronousMethods: BitSets;
  readonly #languages: BitSets;
  readonly #generations: readonly string[];
  readonly #waitedRounds: Int32Array;
  readonly #slots: readonly Uint8Array[];
  readonly #zoneCount: number;
  readonly #zoneOf: readonly number[];
  /** By a pair of zones, filled as they meet. */
  readonly #minutes: (SharedMinutes | undefined)[] = [];
  readonly #gaps: (number | undefined)[] = [];
  readonly #bars: readonly ReadonlyMap<number, readonly Rule[]>[];

  constructor(pool: readonly PoolPartner[], parameters: MatchParameters, hours: SharedHours) {
    this.partners = inOrder(pool);
    this.skills = new SkillIndex(this.partners, parameters);
    this.#hours = hours;
    const setsOf = (words: (partner: PoolPartner) => readonly string[]) => new BitSets(this.partners.map(words));
    this.#styles = setsOf((partner) => partner.learningStyles);
    this.#methods = setsOf((partner) => partner.methods);
    this.#remoteMethods = setsOf((partner) => partner.methods.filter((method) => method !== IN_PERSON));
    this.#asynchronousMethods = setsOf((partner) => partner.methods.filter((method) => ASYNCHRONOUS.has(method)));
    this.#languages = setsOf((partner) => partner.languages);
    this.#generations = this.partners.map((partner) => partner.generation);
    this.#waitedRounds = Int32Array.from(this.partners, (partner) => partner.waitedRounds);
    this.#slots = this.partners.map((partner) => slotNumbers(partner.availability));
    const zones = [...new Set(this.partners.map((partner) => partner.timeZone))];
    const zoneNumbers = new Map(zones.map((zone, number) => [zone, number]));
    this.#zoneCount = zones.length;
    this.#zoneOf = this.partners.map((partner) => zoneNumbers.get(partner.timeZone) ?? 0);
    this.#bars = personalBars(this.partners, parameters);
  }

  get size(): number {
    return this.partners.length;
  }

  partner(member: number): PoolPartner {
    const partner = this.partners[member];
    if (!partner) throw new RangeError(`The pool has no member ${member}.`);
    return partner;
  }

  /** The rules that name persons and forbid this pair. */
  barsBetween(i: number, j: number): readonly Rule[] {
    return this.#bars[i]?.get(j) ?? NONE;
  }

  /** Minutes in the 4 weeks in which both are free. */
  sharedMinutes(i: number, j: number): number {
    const table = (this.#minutes[this.#zonesAt(i, j)] ??= this.#hours.minutes(...this.#zonesOf(i, j)));
    const slots = this.#slots[i] ?? NO_SLOTS;
    const others = this.#slots[j] ?? NO_SLOTS;
    let minutes = 0;
    for (const slot of slots) {
      const row = slot * SLOTS.length;
      for (const other of others) minutes += table[row + other] ?? 0;
    }
    return minutes;
  }

  /** Hours between the wall clocks. */
  zoneGap(i: number, j: number): number {
    return (this.#gaps[this.#zonesAt(i, j)] ??= this.#hours.gap(...this.#zonesOf(i, j)));
  }

  shareLanguage(i: number, j: number): boolean {
    return this.#languages.shared(i, j) > 0;
  }

  shareAsynchronousMethod(i: number, j: number): boolean {
    return this.#asynchronousMethods.shared(i, j) > 0;
  }

  sameGeneration(i: number, j: number): boolean {
    return this.#generations[i] === this.#generations[j];
  }

  waitedRounds(i: number): number {
    return this.#waitedRounds[i] ?? 0;
  }

  /** 0-1: how much of the shorter list of learning styles is on the other too. */
  styleOverlap(i: number, j: number): number {
    return overlap(this.#styles.shared(i, j), this.#styles.size(i), this.#styles.size(j));
  }

  /** 0-1: how much of the shorter list of methods is on the other too; in-person counts only within one zone. */
  methodOverlap(i: number, j: number): number {
    const workable = this.#zoneOf[i] === this.#zoneOf[j] ? this.#methods : this.#remoteMethods;
    return overlap(workable.shared(i, j), this.#methods.size(i), this.#methods.size(j));
  }

  #zonesAt(i: number, j: number): number {
    return (this.#zoneOf[i] ?? 0) * this.#zoneCount + (this.#zoneOf[j] ?? 0);
  }

  #zonesOf(i: number, j: number): [string, string] {
    return [this.partner(i).timeZone, this.partner(j).timeZone];
  }
}

const NONE: readonly Rule[] = [];
const NO_SLOTS = new Uint8Array(0);

function inOrder(pool: readonly PoolPartner[]): readonly PoolPartner[] {
  const partners = pool.toSorted((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
  partners.forEach((partner, at) => {
    if (partner.partnerId === partners[at + 1]?.partnerId)
      throw new RangeError(`Partner ${partner.partnerId} is in the pool twice.`);
  });
  return partners;
}

/** Who states nothing is neither near nor far from anybody: half. */
function overlap(shared: number, size: number, other: number): number {
  const shorter = Math.min(size, other);
  return shorter === 0 ? 0.5 : shared / shorter;
}

/** What partners and the organization say about particular persons, for each member by the other, in both directions. */
function personalBars(partners: readonly PoolPartner[], { excludeReportingLine }: MatchParameters) {
  const membersOf = Map.groupBy(partners.keys(), (member) => partners[member]?.personId);
  const bars = partners.map(() => new Map<number, readonly Rule[]>());
  const bar = (member: number, personId: string, rule: Rule) => {
    for (const other of membersOf.get(personId) ?? []) {
      if (other === member) continue;
      for (const [i, j] of [
        [member, other],
        [other, member],
      ] as const)
        // prettier-ignore
        bars[i]?.set(j, [...new Set([...(bars[i].get(j) ?? []), rule])]);
    }
  };
  partners.forEach((partner, member) => {
    bar(member, partner.personId, 'same-person');
    for (const personId of partner.excluded) bar(member, personId, 'excluded');
    for (const personId of partner.previous) bar(member, personId, 'previous-pair');
    if (excludeReportingLine && partner.managerId !== undefined) bar(member, partner.managerId, 'reporting-line');
  });
  return bars;
}
