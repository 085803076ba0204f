/** A rule said no. `code` is stable and machine-readable; `message` tells a person what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    message: string,
    /**
     * `conflict`: another state of things would allow it; `forbidden`: this actor may not; `not-found`: there is no such thing;
     * `malformed`: the question itself is not as it must be.
     */
    readonly kind: 'rule' | 'conflict' | 'forbidden' | 'not-found' | 'malformed' = 'rule',
  ) {
    super(message);
  }
}
