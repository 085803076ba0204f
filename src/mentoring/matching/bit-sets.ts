/** A set of words for each of n members, as bits: how many two members share is a few machine operations. */
export class BitSets {
  readonly #width: number;
  readonly #bits: Int32Array;
  readonly #sizes: Int32Array;

  constructor(sets: readonly (readonly string[])[]) {
    const bitOf = new Map<string, number>();
    for (const set of sets) for (const word of set) if (!bitOf.has(word)) bitOf.set(word, bitOf.size);
    this.#width = Math.ceil(bitOf.size / 32);
    this.#bits = new Int32Array(sets.length * this.#width);
    this.#sizes = Int32Array.from(sets, (set) => new Set(set).size);
    sets.forEach((set, member) => {
      for (const word of set) {
        const bit = bitOf.get(word) ?? 0;
        const at = member * this.#width + (bit >>> 5);
        this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (bit & 31));
      }
    });
  }

  size(member: number): number {
    return this.#sizes[member] ?? 0;
  }

  shared(member: number, other: number): number {
    let count = 0;
    for (let word = 0; word < this.#width; word++)
      count += ones((this.#bits[member * this.#width + word] ?? 0) & (this.#bits[other * this.#width + word] ?? 0));
    return count;
  }
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
