import { v4 } from 'uuid';
import type { Random } from './random.js';

/** Ids that look random and come out the same for the same stream: what a house is given in place of `freshId`. */
export function seededIds(random: Random): () => string {
  return () => v4({ random: Uint8Array.from({ length: 16 }, () => random.int(0, 255)) });
}
