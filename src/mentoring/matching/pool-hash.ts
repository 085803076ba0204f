import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { PoolPartner } from './pool.js';

/**
 * Names a pool: hex SHA-256 over its canonical JSON (RFC 8785), partners in the order of partnerIds, fields of `PoolPartner` alone.
 * Lists count as they stand, so that anybody can compute it from the pool with a canonical JSON writer.
 */
export function poolHash(pool: readonly PoolPartner[]): string {
  const partners = pool.map(fieldsOf).sort((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
  return createHash('sha256')
    .update(canonicalize(partners) ?? '')
    .digest('hex');
}

/** Read models' documents may carry more than a pool does. */
function fieldsOf(partner: PoolPartner): PoolPartner {
  return {
    partnerId: partner.partnerId,
    personId: partner.personId,
    offers: partner.offers.map(({ skill, level }) => ({ skill, level })),
    wants: partner.wants.map(({ skill, priority }) => ({ skill, priority })),
    learningStyles: partner.learningStyles,
    methods: partner.methods,
    availability: partner.availability,
    timeZone: partner.timeZone,
    languages: partner.languages,
    generation: partner.generation,
    ...(partner.managerId === undefined ? {} : { managerId: partner.managerId }),
    excluded: partner.excluded,
    previous: partner.previous,
    waitedRounds: partner.waitedRounds,
  };
}
