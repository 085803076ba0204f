/** Every code of the API in words, in one place. A code that is new is shown readable rather than not at all. */

type Words = Readonly<Record<string, string>>;

export const readable = (code: string): string => {
  const words = code.replace(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const from =
  (words: Words) =>
  (code: string): string =>
    words[code] ?? readable(code);

export const generation = from({
  'generation-x': 'Generation X',
  'generation-z': 'Generation Z',
  'baby-boomers': 'Baby boomers',
});

export const METHODS = ['in-person', 'video', 'phone', 'chat', 'email', 'shadowing'] as const;
export const method = from({
  'in-person': 'In person',
  video: 'Video',
  phone: 'Phone',
  chat: 'Chat',
  email: 'E-mail',
  shadowing: 'Shadowing',
});

export const learningStyle = from({ 'hands-on': 'Hands-on' });

const language = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' });
export function languageName(code: string): string {
  try {
    return language.of(code) ?? code;
  } catch {
    return code;
  }
}

const DAYS: Words = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' };
const PARTS: Words = { am: 'morning', noon: 'noon', pm: 'afternoon' };
/** In the order of the week. */
export const slots = (codes: readonly string[]): readonly string[] => {
  const order = (code: string) => {
    const [weekday = '', part = ''] = code.split('-');
    return Object.keys(DAYS).indexOf(weekday) * 3 + Object.keys(PARTS).indexOf(part);
  };
  return [...codes].sort((one, other) => order(one) - order(other)).map(slot);
};
function slot(code: string): string {
  const [weekday = '', part = ''] = code.split('-');
  return `${DAYS[weekday] ?? weekday} ${PARTS[part] ?? part}`.trim();
}

export const partnerStatus = from({
  active: 'Active',
  joined: 'Active',
  paused: 'Paused',
  withdrawn: 'Withdrawn',
  invited: 'Invited',
});

export const PARTNERSHIP_STATUSES = ['proposed', 'formed', 'closing', 'closed', 'declined', 'lapsed'] as const;
export const partnershipStatus = from({
  proposed: 'Proposed',
  accepted: 'Accepted',
  formed: 'Running',
  closing: 'Closing',
  closed: 'Closed',
  declined: 'Declined',
  lapsed: 'Lapsed',
});

export const source = from({ round: 'a match round', self: 'the two themselves', coordinator: 'a coordinator' });

export const roundStatus = from({
  running: 'Running',
  completed: 'To be reviewed',
  failed: 'Failed',
  published: 'Published',
  discarded: 'Discarded',
});
export const roundStage = from({
  waiting: 'Waiting for another round to end',
  scoring: 'Comparing partners',
  solving: 'Choosing the best pairs together',
  explaining: 'Finding out why others stay without a pair',
  recording: 'Recording the drafts',
});
export const objective = from({ total: 'the best pairs on the whole', pairs: 'as many pairs as possible' });

export const unmatchedReason = from({
  'nobody-offers-what-they-want': 'Nobody offers what they want to learn',
  'nobody-wants-what-they-offer': 'Nobody wants to learn what they offer',
  'no-reciprocal-partner': 'Nobody both teaches them something and learns from them',
  'rules-remove-every-partner': 'A rule of the program removes everybody who would fit',
  'candidates-are-worth-more-elsewhere': 'Everybody who would fit is in a better pair',
  'odd-one-out': 'An odd number: one had to stay without a pair',
});
export const unmatchedAdvice = from({
  'nobody-offers-what-they-want': 'Win partners who can teach these things, or ask what else they would like to learn.',
  'nobody-wants-what-they-offer': 'Ask what else they could teach; people often leave out what seems plain to them.',
  'no-reciprocal-partner': 'A further offer or wish on either side would open a pair.',
  'rules-remove-every-partner': 'Look at the rule below: it can be loosened in the policy of the program.',
  'candidates-are-worth-more-elsewhere': 'They come first in the next round: waiting counts.',
  'odd-one-out': 'They come first in the next round: waiting counts.',
});
export const rule = from({
  'same-person': 'the same person',
  excluded: 'excluded by one of the two',
  'previous-pair': 'were a pair or proposed not long ago',
  'reporting-line': 'one reports to the other',
  'time-zone-gap': 'their time zones are too far apart',
  'no-shared-language': 'they share no language',
  'no-shared-hours': 'they share no free hours',
  'min-reciprocity': 'one would learn much more than the other',
});

export const FACTORS: readonly string[] = ['reciprocal', 'generations', 'availability', 'methods', 'styles', 'waiting'];
export const factor = from({
  reciprocal: 'Both gain (harmonic mean of the two gains)',
  availability: 'Free at the same time',
  styles: 'Learning styles that go together',
  methods: 'Ways to meet that both like',
  generations: 'Of different generations',
  waiting: 'Waited through earlier rounds',
});

export const DECLINE_REASONS = ['no-time', 'not-a-fit', 'know-each-other', 'other'] as const;
export const WITHDRAWAL_REASONS = ['no-time', 'no-longer-interested', 'left-organization', 'other'] as const;
export const DISPUTE_REASONS = [
  'did-not-happen',
  'wrong-time',
  'wrong-minutes',
  'wrong-contributions',
  'other',
] as const;
export const CORRECTION_REASONS = ['mistyped', 'disputed', 'logged-twice', 'did-not-happen', 'other'] as const;
export const VOIDING_REASONS = ['did-not-happen', 'logged-twice', 'mistyped', 'disputed', 'other'] as const;
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
export const reason = from({
  'no-time': 'No time for it now',
  'not-a-fit': 'Not a good fit',
  'know-each-other': 'They know each other well already',
  other: 'Another reason',
  expired: 'Nobody answered in time',
  'no-slot': 'One of the two had no place left',
  withdrawn: 'One of the two left the program',
  hanging: 'Forming the pair was not finished',
  'called-off': 'It was called off',
  'no-longer-interested': 'No longer interested',
  'left-organization': 'Leaving the organization',
  'did-not-happen': 'It did not take place',
  'wrong-time': 'The time is wrong',
  'wrong-minutes': 'The minutes are wrong',
  'wrong-contributions': 'Who taught what is wrong',
  mistyped: 'Mistyped',
  disputed: 'It was disputed',
  'logged-twice': 'Logged twice',
  completed: 'It reached its end',
  'no-fault': 'It ends without a fault of either',
  relocated: 'One of the two moved away',
  left: 'One of the two left',
  'not-productive': 'It was not productive',
  conduct: 'Conduct',
  'program-ended': 'The program has ended',
  merged: 'Two records of one person were merged',
});

export const exchangeState = from({
  waiting: 'Not confirmed',
  disputed: 'Disputed',
  confirmed: 'Confirmed',
  voiding: 'Taking back',
  voided: 'Taken back',
  corrected: 'Corrected',
});

export const actorKind = from({
  partner: 'Partner',
  coordinator: 'Coordinator',
  system: 'The house',
  service: 'A service',
  import: 'Import',
  admin: 'Administrator',
});

export const slice = from({ generation: 'Generations', unit: 'Units', grade: 'Grades' });

export const part = from({
  matched: 'with a partnership',
  active: 'taking part',
  accepted: 'accepted',
  even: 'partnerships with 0.5 or more',
  shareEven: 'share with 0.5 or more',
  partnerships: 'partnerships',
});

/** `declined: no-time` and the like: an outcome with its reason. */
export function partWithReason(code: string): string {
  const [outcome = '', why] = code.split(': ');
  return why === undefined ? part(code) : `${outcome}: ${reason(why).toLowerCase()}`;
}
