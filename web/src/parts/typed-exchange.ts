import type { Exchange, Skill } from '../api/types';

/** What is typed into the form of an exchange, as text until it is sent. */
export interface TypedExchange {
  /** Local: `YYYY-MM-DDTHH:MM`. */
  readonly heldAt: string;
  readonly minutes: string;
  readonly method: string;
  readonly taught: readonly TypedGift[];
  readonly learned: readonly TypedGift[];
  readonly note: string;
}

export interface TypedGift {
  readonly topic: string;
  readonly minutes: string;
}

const LAST_METHOD = 'last-method';
const NO_GIFT: TypedGift = { topic: '', minutes: '30' };

/**
 * An hour that has just ended, held as the last one was; for a pair that was formed today, what ends now. Where the server lives on
 * another day, that day counts.
 */
export function newExchange(today: string, formedOn: string | undefined): TypedExchange {
  const now = localText(new Date());
  const hourAgo = localText(new Date(Date.now() - 3_600_000));
  const usual = formedOn === today ? now : `${hourAgo.slice(0, 13)}:00`;
  return {
    heldAt: today < usual.slice(0, 10) ? `${today}T09:00` : usual,
    minutes: '60',
    method: localStorage.getItem(LAST_METHOD) ?? 'video',
    taught: [NO_GIFT],
    learned: [NO_GIFT],
    note: '',
  };
}

export function typedFrom(exchange: Exchange, own: string): TypedExchange {
  const gifts = exchange.contributions.map(({ from, minutes, skill }, place) => ({
    isOwn: from === own,
    gift: { topic: exchange.sealed?.topics[place] ?? skill ?? '', minutes: String(minutes) },
  }));
  const of = (isOwn: boolean) => gifts.filter((each) => each.isOwn === isOwn).map(({ gift }) => gift);
  return {
    heldAt: localText(new Date(exchange.heldAt)),
    minutes: String(exchange.minutes),
    method: exchange.method,
    taught: of(true),
    learned: of(false),
    note: exchange.sealed?.note ?? '',
  };
}

/** The body of the command. A topic that is a skill's name is that skill. */
export function exchangeBody(typed: TypedExchange, own: string, other: string, skills: readonly Skill[]) {
  const gift = (from: string, to: string) => (given: TypedGift) => {
    const topic = given.topic.trim();
    const skill = skills.find(({ name }) => name.toLowerCase() === topic.toLowerCase())?.id;
    return { from, to, topic, minutes: Number(given.minutes), ...(skill !== undefined && { skill }) };
  };
  return {
    heldAt: withOffset(typed.heldAt),
    minutes: Number(typed.minutes),
    method: typed.method,
    contributions: [...filled(typed.taught).map(gift(own, other)), ...filled(typed.learned).map(gift(other, own))],
    ...(typed.note.trim() !== '' && { note: typed.note.trim() }),
  };
}

export const isSaid = ({ taught, learned }: TypedExchange): boolean =>
  filled(taught).length + filled(learned).length > 0;

export function rememberMethod(method: string): void {
  localStorage.setItem(LAST_METHOD, method);
}

export const localText = (date: Date): string => {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};

const filled = (gifts: readonly TypedGift[]): readonly TypedGift[] => gifts.filter(({ topic }) => topic.trim() !== '');

/** RFC 3339 with the reader's offset on that day. */
function withOffset(local: string): string {
  const offset = -new Date(local).getTimezoneOffset();
  const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${local}:00${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
