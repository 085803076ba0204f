/** Closed vocabularies of the domain: codes in commands, events and pages. Added to, never changed. */

export const METHODS = ['in-person', 'video', 'phone', 'chat', 'email', 'shadowing'] as const;
export const LEARNING_STYLES = ['visual', 'auditory', 'hands-on', 'reading', 'reflective', 'discussion'] as const;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY_PARTS = ['am', 'noon', 'pm'] as const;
/** Local time: am 9-12, noon 12-14, pm 14-17. */
export const AVAILABILITY_SLOTS = WEEKDAYS.flatMap((day) => DAY_PARTS.map((part) => `${day}-${part}` as const));

export const ARENAS = ['organizational', 'personal', 'professional'] as const;

export const DECLINE_REASONS = ['no-time', 'not-a-fit', 'know-each-other', 'other'] as const;
export const LAPSE_REASONS = ['expired', 'no-slot', 'withdrawn', 'hanging', 'called-off'] as const;
export const WITHDRAWAL_REASONS = ['no-time', 'no-longer-interested', 'left-organization', 'other'] as const;
export const CLOSURE_REASONS = [
  'completed',
  'no-fault',
  'relocated',
  'left',
  'not-productive',
  'conduct',
  'program-ended',
  'merged',
] as const;
export const DISPUTE_REASONS = [
  'did-not-happen',
  'wrong-time',
  'wrong-minutes',
  'wrong-contributions',
  'other',
] as const;
/** Why an exchange was corrected or voided. */
export const CORRECTION_REASONS = ['mistyped', 'disputed', 'logged-twice', 'did-not-happen', 'other'] as const;
export const PROPOSAL_SOURCES = ['round', 'self', 'coordinator'] as const;
export const OBJECTIVES = ['total', 'pairs'] as const;

export const UNMATCHED_REASONS = [
  'nobody-offers-what-they-want',
  'nobody-wants-what-they-offer',
  'no-reciprocal-partner',
  'rules-remove-every-partner',
  'candidates-are-worth-more-elsewhere',
  'odd-one-out',
] as const;
