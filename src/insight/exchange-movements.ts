import type { RecordedOf } from '../kernel/events.js';
import type { partnershipEvents } from '../mentoring/partnerships/partnership.events.js';

type PartnershipRecorded = RecordedOf<typeof partnershipEvents>;
export type Exchange = Extract<PartnershipRecorded, { type: 'ExchangeLogged' }>['data']['exchange'];
export type Side = Extract<PartnershipRecorded, { type: 'PairFormed' }>['data']['a'];

/** The events by which minutes come to wait, to count, or cease to. */
export type ExchangeEvent = Extract<
  PartnershipRecorded,
  { type: 'ExchangeLogged' | 'ExchangeConfirmed' | 'ExchangeCorrected' | 'ExchangeVoided' | 'VoidingConfirmed' }
>;

/** A version of an exchange that joins (+1) or leaves (-1) those that count or those that wait for the other's word. */
export interface Movement {
  readonly exchange: Exchange;
  readonly among: 'confirmed' | 'waiting';
  readonly sign: 1 | -1;
}

/** What an event does to the amounts. A confirmed version counts until its correction or voiding is confirmed. */
export function movements(event: ExchangeEvent): readonly Movement[] {
  switch (event.type) {
    case 'ExchangeLogged':
      return [enters(event.data.exchange, 'waiting')];
    case 'ExchangeConfirmed': {
      const { exchange, counted } = event.data;
      return [
        leaves(exchange, 'waiting'),
        ...(counted === undefined ? [] : [leaves(counted, 'confirmed')]),
        enters(exchange, 'confirmed'),
      ];
    }
    case 'ExchangeCorrected': {
      const { before, after, counted } = event.data;
      // A voiding between the two has taken away what waited.
      const waited = after.version === before.version + 1 && !isCounted(before, counted);
      return [...(waited ? [leaves(before, 'waiting')] : []), enters(after, 'waiting')];
    }
    case 'ExchangeVoided': {
      const { exchange, counted } = event.data;
      return isCounted(exchange, counted) ? [] : [leaves(exchange, 'waiting')];
    }
    case 'VoidingConfirmed':
      return [leaves(event.data.counted, 'confirmed')];
  }
}

const enters = (exchange: Exchange, among: Movement['among']): Movement => ({ exchange, among, sign: 1 });
const leaves = (exchange: Exchange, among: Movement['among']): Movement => ({ exchange, among, sign: -1 });
const isCounted = (exchange: Exchange, counted: Exchange | undefined) => exchange.version === counted?.version;

/** Minutes that one partner gave in an exchange. */
export const minutesFrom = (exchange: Exchange, partnerId: string): number =>
  exchange.contributions.reduce((sum, { from, minutes }) => (from === partnerId ? sum + minutes : sum), 0);
