import { isErased, type Opener } from '../../platform/privacy/opening.js';
import { people } from '../read-models/people.js';
import type { Side } from '../exchange-movements.js';
import type { DocumentReader } from './documents.js';

/** A partner as lists show them. `name` is null for somebody who was erased. */
export interface PersonView {
  readonly partnerId: string;
  readonly personId: string;
  readonly name: string | null;
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly grade?: string;
}

export type NameOf = (personId: string) => string | null;

/** Opens names, here at the edge, for readers who may see them. */
export class Names {
  constructor(
    private readonly documents: DocumentReader,
    private readonly opener: Opener,
  ) {}

  async of(personIds: Iterable<string>): Promise<NameOf> {
    const ids = [...new Set(personIds)];
    const known = ids.length === 0 ? new Map<string, never>() : await this.documents.many(people, ids);
    const names = new Map<string, string>();
    for (const [id, { details }] of known) {
      const opened = await this.opener.open(details);
      if (!isErased(opened)) names.set(id, String(opened['displayName']));
    }
    return (personId) => names.get(personId) ?? null;
  }
}

export const personView = (side: Side, nameOf: NameOf): PersonView => ({
  partnerId: side.partnerId,
  personId: side.personId,
  name: nameOf(side.personId),
  generation: side.generation,
  unit: side.unit,
  site: side.site,
  ...(side.grade === undefined ? {} : { grade: side.grade }),
});
