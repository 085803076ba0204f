/** What the exact solver answers within minutes. More is refused: a worse method would answer in silence. */
export const LIMITS = { partners: 3000, edges: 150_000 } as const;

export class PoolTooLarge extends Error {
  override readonly name = 'PoolTooLarge';

  constructor(
    readonly partners: number,
    /** Undefined when the pool was refused before its pairs were counted. */
    readonly edges?: number,
  ) {
    const pairs = edges === undefined ? '' : ` and ${edges} candidate pairs`;
    super(
      `A round of ${partners} partners${pairs} is too large: at most ${LIMITS.partners} partners and ${LIMITS.edges} candidate pairs ` +
        'are matched exactly. Run a round for each cohort, or keep fewer candidates per partner.',
    );
  }
}
