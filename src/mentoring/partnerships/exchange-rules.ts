import { dayOf, daysBetween } from '../../kernel/clock.js';
import { Refusal } from '../../kernel/refusal.js';
import type { LogExchange } from './partnership.commands.js';
import type { Exchange, Lived, LoggedExchange } from './partnership.state.js';

/** What must hold for an exchange to be logged, confirmed or changed. Each throws a Refusal where it does not. */

export function found({ exchanges }: Pick<Lived, 'exchanges'>, exchangeId: string): LoggedExchange {
  const exchange = exchanges.find(({ present }) => present.exchangeId === exchangeId);
  if (exchange === undefined)
    throw new Refusal('exchange-not-found', 'This partnership has no such exchange; look at its id.', 'not-found');
  return exchange;
}

export function standing(partnership: Pick<Lived, 'exchanges'>, exchangeId: string): LoggedExchange {
  const exchange = found(partnership, exchangeId);
  if (exchange.standing === 'voided')
    throw new Refusal('exchange-voided', 'This exchange is voided; if it did take place, log it anew.', 'conflict');
  return exchange;
}

export const isVoiding = ({ version, present }: LoggedExchange): boolean => version > present.version;

export const counting = ({ counted }: LoggedExchange) => (counted === undefined ? {} : { counted });

export function mustBeThePresentVersion({ version }: LoggedExchange, seen: number): void {
  if (version !== seen)
    throw new Refusal(
      'exchange-version-changed',
      `You saw version ${seen}, but version ${version} stands now; look at it first.`,
      'conflict',
    );
}

export function mustBeOfTheOther({ author }: LoggedExchange, by: string): void {
  if (author === by)
    throw new Refusal(
      'four-eyes',
      'Who wrote a version cannot confirm or dispute it; the other partner does.',
      'forbidden',
    );
}

export function mustBeTimely(partnership: Lived, heldAt: string, now: string): void {
  // People give times to the minute.
  if (isBefore(heldAt, `${partnership.formedAt.slice(0, 16)}:00.000Z`))
    throw new Refusal(
      'held-before-forming',
      `The pair was formed at ${partnership.formedAt}; exchanges count from then on.`,
    );
  if (isBefore(now, heldAt))
    throw new Refusal('held-in-future', `It is ${now} now; log an exchange when it has begun.`);
  if (partnership.status === 'closed' && isBefore(partnership.closedAt, heldAt))
    throw new Refusal('held-after-closing', `The partnership was closed at ${partnership.closedAt}.`);
}

export const isBefore = (instant: string, other: string): boolean => Date.parse(instant) < Date.parse(other);

export function mustBeLoggedInTime({ terms }: Lived, heldAt: string, now: string): void {
  if (daysBetween(dayOf(heldAt), dayOf(now)) > terms.lateLogDays)
    throw new Refusal('logged-too-late', `An exchange must be logged within ${terms.lateLogDays} days.`);
}

export function mustBeOfThePair({ pair: { a, b } }: Lived, { minutes, contributions }: LogExchange): void {
  const pair = [a.partnerId, b.partnerId];
  for (const { from, to, minutes: given } of contributions) {
    if (from === to || !pair.includes(from) || !pair.includes(to))
      throw new Refusal(
        'contribution-outside-pair',
        'A contribution goes from one partner of the pair to the other; look at from and to.',
      );
    if (given > minutes)
      throw new Refusal(
        'contribution-too-long',
        `A contribution of ${given} minutes does not fit into an exchange of ${minutes}.`,
      );
  }
}

/** Both may log the same meeting; the second learns of the first. */
export function mustBeNew({ exchanges }: Lived, exchange: Omit<Exchange, 'sealed'>): void {
  const { heldAt, minutes, exchangeId } = exchange;
  const twin = exchanges.find(
    ({ present, standing }) =>
      present.heldAt === heldAt &&
      present.minutes === minutes &&
      present.exchangeId !== exchangeId &&
      standing !== 'voided' &&
      sameContributions(present, exchange),
  );
  if (twin !== undefined)
    throw new Refusal(
      'exchange-logged-already',
      `This meeting is logged already, as exchange ${twin.present.exchangeId}; confirm or correct that one.`,
      'conflict',
    );
}

type Contributions = Pick<Exchange, 'contributions'>;

function sameContributions(one: Contributions, other: Contributions): boolean {
  const told = ({ contributions }: Contributions) =>
    contributions.map(({ from, to, skill, minutes, how }) => JSON.stringify([from, to, skill, minutes, how])).sort();
  return told(one).join() === told(other).join();
}
