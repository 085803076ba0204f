import type { Context } from '../../kernel/decider.js';
import { derivedId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import { explained, ownSide, sideFor } from './acting.js';
import {
  counting,
  found,
  isBefore,
  isVoiding,
  mustBeLoggedInTime,
  mustBeNew,
  mustBeOfTheOther,
  mustBeOfThePair,
  mustBeThePresentVersion,
  mustBeTimely,
  standing,
} from './exchange-rules.js';
import type {
  ConfirmExchange,
  CorrectExchange,
  DisputeExchange,
  LogExchange,
  VoidExchange,
  WithdrawDispute,
} from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { lived, running, type Partnership } from './partnership.state.js';

type Events = readonly PartnershipEvent[];

/**
 * What can be asked of the exchanges of a partnership. Four eyes: only the partner who did not write the newest version of an
 * exchange confirms or disputes it. Also after closing, what was logged before can be confirmed, disputed, corrected and voided.
 */
export const exchangeDecisions = {
  logExchange(state: Partnership, command: LogExchange, { actor, now, commandId }: Context): Events {
    const partnership = running(state);
    const { by } = ownSide(partnership.pair, actor);
    const exchangeId = derivedId('exchange', commandId);
    const exchange = { exchangeId, version: 1, author: by, ...exchangeOf(command) };
    mustBeTimely(partnership, exchange.heldAt, now);
    mustBeLoggedInTime(partnership, exchange.heldAt, now);
    mustBeOfThePair(partnership, command);
    mustBeNew(partnership, exchange);
    return [{ type: 'ExchangeLogged', data: { ...partnership.pair, exchange }, occurredAt: exchange.heldAt }];
  },

  confirmExchange(state: Partnership, command: ConfirmExchange, { actor }: Context): Events {
    const { pair, ...partnership } = lived(state);
    const acting = sideFor(pair, command, actor);
    const exchange = standing(partnership, command.exchangeId);
    mustBeThePresentVersion(exchange, command.version);
    mustBeOfTheOther(exchange, acting.by);
    if (exchange.standing === 'confirmed') return [];
    if (exchange.standing === 'disputed')
      throw new Refusal(
        'exchange-disputed',
        'This exchange is disputed: the dispute must be withdrawn or the exchange corrected before it can be confirmed.',
        'conflict',
      );
    const { exchangeId } = command;
    const { version, counted } = exchange;
    if (isVoiding(exchange) && counted !== undefined)
      return [{ type: 'VoidingConfirmed', data: { ...pair, ...acting, exchangeId, version, counted } }];
    return [
      { type: 'ExchangeConfirmed', data: { ...pair, ...acting, exchange: exchange.present, ...counting(exchange) } },
    ];
  },

  disputeExchange(state: Partnership, command: DisputeExchange, { actor }: Context): Events {
    const { pair, ...partnership } = lived(state);
    const acting = ownSide(pair, actor);
    const exchange = standing(partnership, command.exchangeId);
    mustBeThePresentVersion(exchange, command.version);
    mustBeOfTheOther(exchange, acting.by);
    if (exchange.standing === 'disputed') return [];
    if (exchange.standing === 'confirmed')
      throw new Refusal(
        'exchange-confirmed',
        'You confirmed this version; correct or void the exchange instead.',
        'conflict',
      );
    const { exchangeId, version, reason, words } = command;
    return [
      { type: 'ExchangeDisputed', data: { ...pair, ...acting, exchangeId, version, reason, ...explained(words) } },
    ];
  },

  withdrawDispute(state: Partnership, { exchangeId }: WithdrawDispute, { actor }: Context): Events {
    const { pair, ...partnership } = lived(state);
    const acting = ownSide(pair, actor);
    const exchange = standing(partnership, exchangeId);
    if (exchange.standing !== 'disputed') return [];
    if (exchange.author === acting.by)
      throw new Refusal(
        'not-your-dispute',
        'Your partner disputed this; only they can withdraw it. You can correct or void the exchange.',
        'forbidden',
      );
    return [{ type: 'DisputeWithdrawn', data: { ...pair, ...acting, exchangeId, version: exchange.version } }];
  },

  correctExchange(state: Partnership, command: CorrectExchange, { actor, now }: Context): Events {
    const partnership = lived(state);
    const { pair } = partnership;
    const acting = ownSide(pair, actor);
    const exchange = standing(partnership, command.exchangeId);
    if (command.version !== undefined) mustBeThePresentVersion(exchange, command.version);
    const { present: before, version } = exchange;
    const { exchangeId, reason, words } = command;
    const after = { exchangeId, version: version + 1, author: acting.by, ...exchangeOf(command) };
    mustBeTimely(partnership, after.heldAt, now);
    if (isBefore(after.heldAt, before.heldAt)) mustBeLoggedInTime(partnership, after.heldAt, now);
    mustBeOfThePair(partnership, command);
    mustBeNew(partnership, after);
    return [
      {
        type: 'ExchangeCorrected',
        data: { ...pair, ...acting, before, after, ...counting(exchange), reason, ...explained(words) },
        occurredAt: after.heldAt,
      },
    ];
  },

  voidExchange(state: Partnership, { exchangeId, reason, words }: VoidExchange, { actor }: Context): Events {
    const { pair, ...partnership } = lived(state);
    const acting = ownSide(pair, actor);
    const exchange = found(partnership, exchangeId);
    if (exchange.standing === 'voided') return [];
    if (exchange.author !== acting.by && exchange.standing !== 'confirmed')
      throw new Refusal(
        'not-yours-to-void',
        isVoiding(exchange)
          ? 'Your partner has voided this already; confirm that instead.'
          : 'Your partner wrote the version that waits for you; dispute or correct it instead.',
        'forbidden',
      );
    if (isVoiding(exchange)) return [];
    const version = exchange.version + 1;
    return [
      {
        type: 'ExchangeVoided',
        data: {
          ...pair,
          ...acting,
          exchange: exchange.present,
          version,
          ...counting(exchange),
          reason,
          ...explained(words),
        },
      },
    ];
  },
};

function exchangeOf({ heldAt, minutes, method, contributions, place, note }: LogExchange) {
  return {
    heldAt: new Date(heldAt).toISOString(),
    minutes,
    method,
    contributions: contributions.map(({ from, to, skill, minutes, how }) => ({
      from,
      to,
      minutes,
      ...(skill !== undefined && { skill }),
      ...(how !== undefined && { how }),
    })),
    sealed: {
      topics: contributions.map(({ topic }) => topic),
      ...(place !== undefined && { place }),
      ...(note !== undefined && { note }),
    },
  };
}
