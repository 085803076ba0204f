import type { PartnershipDocument } from '../read-models/partnerships.js';
import { personView, type NameOf } from './names.js';

/** A partnership as lists show it. Reasons are for coordinators: `reasons` says whether this reader is one. */
export function partnershipRow(partnership: PartnershipDocument, nameOf: NameOf, reasons = true) {
  const { a, b, aPersonId: _, bPersonId: __, why: ___, bothAcceptedAt: ____, reason, score, ...rest } = partnership;
  return {
    ...rest,
    a: personView(a, nameOf),
    b: personView(b, nameOf),
    ...(reason === undefined || !reasons ? {} : { reason }),
    ...(score === undefined || !reasons ? {} : { score }),
  };
}
