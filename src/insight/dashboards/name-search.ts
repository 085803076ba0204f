import type { KeyStore } from '../../platform/key-store/key-store.js';
import { partnerId } from '../../mentoring/partners/partner.facts.js';
import { partners, type PartnerDocument } from '../read-models/partners.js';
import type { DocumentReader } from './documents.js';

/** More people of a name than these are narrowed down by typing on. */
const MOST = 2_000;

/** Finds partners by name: names are in the key store only, where they can be erased. */
export class NameSearch {
  constructor(
    private readonly keys: Pick<KeyStore, 'searchNames'>,
    private readonly documents: DocumentReader,
  ) {}

  async inProgram(programId: string, text: string, limit: number): Promise<readonly PartnerDocument[]> {
    const persons = await this.keys.searchNames(text, MOST);
    const found = await this.documents.many(
      partners,
      persons.map((personId) => partnerId(programId, personId)),
    );
    return [...found.values()].slice(0, limit);
  }
}
