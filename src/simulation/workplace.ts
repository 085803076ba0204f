import type { Culture } from './names.js';

export interface Site {
  readonly name: string;
  readonly timeZone: string;
  /** Share of the staff; the shares of all sites make 1. */
  readonly share: number;
  /** The share of people there who speak each language well enough to work in it. */
  readonly languages: readonly (readonly [code: string, share: number])[];
  readonly cultures: readonly (readonly [Culture, weight: number])[];
  /** How many times as likely the younger generations are here as in the whole: offices differ in age. */
  readonly youth: number;
}

/** Every working day there lies within one UTC day, so that a meeting's day is the same everywhere. */
export const sites: readonly Site[] = [
  {
    name: 'New York',
    timeZone: 'America/New_York',
    share: 0.19,
    languages: [
      ['en', 1],
      ['es', 0.28],
    ],
    cultures: spread('english', 'spanish', 'african', 'arabic'),
    youth: 0.9,
  },
  {
    name: 'London',
    timeZone: 'Europe/London',
    share: 0.17,
    languages: [
      ['en', 1],
      ['fr', 0.15],
    ],
    cultures: spread('english', 'african', 'indian', 'arabic'),
    youth: 1,
  },
  {
    name: 'Berlin',
    timeZone: 'Europe/Berlin',
    share: 0.15,
    languages: [
      ['de', 0.86],
      ['en', 0.95],
    ],
    cultures: spread('german', 'arabic', 'polish', 'spanish'),
    youth: 1,
  },
  {
    name: 'Kraków',
    timeZone: 'Europe/Warsaw',
    share: 0.1,
    languages: [
      ['pl', 0.9],
      ['en', 0.94],
    ],
    cultures: spread('polish', 'german'),
    youth: 1.4,
  },
  {
    name: 'Bengaluru',
    timeZone: 'Asia/Kolkata',
    share: 0.16,
    languages: [
      ['en', 0.97],
      ['hi', 0.7],
      ['kn', 0.5],
    ],
    cultures: spread('indian', 'arabic'),
    youth: 1.6,
  },
  {
    name: 'Singapore',
    timeZone: 'Asia/Singapore',
    share: 0.09,
    languages: [
      ['en', 0.98],
      ['zh', 0.62],
      ['ms', 0.25],
    ],
    cultures: spread('chinese', 'malay', 'indian'),
    youth: 1,
  },
  {
    name: 'São Paulo',
    timeZone: 'America/Sao_Paulo',
    share: 0.08,
    languages: [
      ['pt', 0.98],
      ['en', 0.58],
    ],
    cultures: spread('portuguese', 'spanish', 'japanese'),
    youth: 1.2,
  },
  {
    name: 'Osaka',
    timeZone: 'Asia/Tokyo',
    share: 0.06,
    languages: [
      ['ja', 0.97],
      ['en', 0.48],
    ],
    cultures: spread('japanese', 'chinese'),
    youth: 0.6,
  },
];

export interface Unit {
  readonly name: string;
  readonly share: number;
  /** Which categories of the skill catalogue are at home here. */
  readonly works: RegExp;
  /** −1: chosen by people early in their career … 1: by people late in it. */
  readonly seniority: number;
}

export const units: readonly Unit[] = [
  { name: 'Platform', share: 0.16, works: /cloud|platform|container|infrastructure|devops/i, seniority: -0.2 },
  { name: 'Web Products', share: 0.17, works: /front|web|framework|design/i, seniority: -0.6 },
  { name: 'Mobile', share: 0.1, works: /mobile|android|ios|device/i, seniority: -0.7 },
  { name: 'Data', share: 0.12, works: /data|science|analy|machine|statist/i, seniority: -0.3 },
  { name: 'Core Systems', share: 0.16, works: /legacy|mainframe|language|system|embedded|enterprise/i, seniority: 0.8 },
  {
    name: 'Operations',
    share: 0.1,
    works: /operat|network|security|shell|script|tool|infrastructure/i,
    seniority: 0.3,
  },
  { name: 'Customer Support', share: 0.1, works: /communicat|collabor|tool|customer|service|content/i, seniority: 0.1 },
  {
    name: 'Business Services',
    share: 0.09,
    works: /business|leader|manag|finance|domain|process|people/i,
    seniority: 0.6,
  },
];

/** Most people at a site have names of its first culture, the rest of the others alike. */
function spread(local: Culture, ...others: readonly Culture[]): readonly (readonly [Culture, number])[] {
  return [[local, 0.7], ...others.map((culture) => [culture, 0.3 / others.length] as const)];
}
