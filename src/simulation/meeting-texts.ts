import type { Contribution } from './pair-life.js';
import type { Random } from './random.js';

/** What was talked about, going deeper with the number of a pair's meeting. */
export function topicOn(random: Random, skill: string, number: number): string {
  const depth = number <= 2 ? FIRST : number <= 6 ? LATER : DEEP;
  return random.pick(depth).replace('…', () => skill);
}

export function noteOn(random: Random, contributions: readonly Contribution[]): string {
  const skills = [...new Set(contributions.map(({ skill }) => skill))].join(' and ');
  return random.pick(NOTES).replace('…', () => skills);
}

/** `received` is the rating that goes with it, 1 … 5. */
export function reflectionText(random: Random, received: number): string {
  return random.pick(received >= 4 ? GOOD : received >= 3 ? MIXED : POOR);
}

const FIRST = ['… from the beginning', 'What … is for', 'Setting up …', 'How we came to use …', 'A tour of …'];
const LATER = [
  'A first piece of work with …',
  'Common mistakes with …',
  'Reviewing what I tried with …',
  'How to test … well',
  '… and the decisions behind it',
  'Reading code and documents on …',
];
const DEEP = [
  '… under load',
  'What goes wrong with … at night',
  'Handing over my notes on …',
  'Planning a project with …',
  'When not to use …',
  'Teaching … to the rest of the team',
];

const NOTES = [
  'Next time we go on with ….',
  'I send my notes on ….',
  'We try … on a real case until we meet again.',
  'Good questions on … today.',
  'Open point: who else should know about …?',
];

const GOOD = [
  'I learned more here than in any course, and found that I have something to pass on.',
  'We saw the same work from two sides. I would do it again.',
  'I ask more questions now, of everybody.',
  'What took me years to find out is in good hands.',
];
const MIXED = [
  'Useful, though we started too late with what mattered.',
  'It was good when we met; we did not meet enough.',
  'I gave more than I took, which was all right with me.',
];
const POOR = [
  'We never found a time that suited both.',
  'What I needed was something else, and we noticed late.',
  'We talked politely, and nothing came of it.',
];
