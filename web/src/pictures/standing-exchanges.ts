import type { Fact } from '../api/facts';
import type { Exchange } from '../api/types';

/** An exchange as it stands now; those that are taken back are gone. */
export interface StandingExchange {
  readonly exchange: Exchange;
  /** What stands now: the exchange's own version, or one more when it is to be taken back. */
  readonly version: number;
  /** Who wrote it: the other confirms or disputes. */
  readonly author: string;
  readonly standing: 'waiting' | 'disputed' | 'voiding' | 'confirmed';
}

export function standingExchanges(facts: readonly Fact[]): readonly StandingExchange[] {
  const known = new Map<string, StandingExchange>();
  const stand = (exchange: Exchange, standing: 'waiting' | 'confirmed') => {
    known.set(exchange.exchangeId, { exchange, version: exchange.version, author: exchange.author, standing });
  };
  for (const fact of facts) {
    switch (fact.type) {
      case 'ExchangeLogged':
        stand(fact.data.exchange, 'waiting');
        break;
      case 'ExchangeCorrected':
        stand(fact.data.after, 'waiting');
        break;
      case 'ExchangeConfirmed':
        stand(fact.data.exchange, 'confirmed');
        break;
      case 'VoidingConfirmed':
        known.delete(fact.data.exchangeId);
        break;
      case 'ExchangeVoided': {
        const { exchange, version, by, counted } = fact.data;
        if (counted === undefined) known.delete(exchange.exchangeId);
        else known.set(exchange.exchangeId, { exchange, version, author: by, standing: 'voiding' });
        break;
      }
      case 'ExchangeDisputed':
      case 'DisputeWithdrawn': {
        const before = known.get(fact.data.exchangeId);
        const isVoiding = before !== undefined && before.version > before.exchange.version;
        if (before !== undefined)
          known.set(fact.data.exchangeId, {
            ...before,
            standing: fact.type === 'ExchangeDisputed' ? 'disputed' : isVoiding ? 'voiding' : 'waiting',
          });
        break;
      }
      default:
        // What happens to the partnership itself.
        break;
    }
  }
  return [...known.values()];
}
