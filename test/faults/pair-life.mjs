import { derivedId } from '../../dist/kernel/ids.js';
import {
  BeginClosure,
  ClosePartnership,
  ConfirmExchange,
  CorrectExchange,
  DisputeExchange,
  LogExchange,
  SubmitReflection,
  VoidExchange,
  WithdrawDispute,
} from '../../dist/mentoring/partnerships/partnership.commands.js';

/**
 * What becomes of a pair that was formed: exchanges with all that can happen to them, several at a time, and mostly an end.
 * @param send sends a command under a name of this pair
 */
export async function liveTogether(pair, random, { send, heldAt }) {
  const exchanges = Array.from({ length: random.int(1, 3) }, (_, n) =>
    exchange(pair, n, random.fork(`exchange ${n}`), { send, heldAt }),
  );
  await Promise.all(exchanges);
  await end(pair, random.fork('end'), send);
}

async function exchange({ id, a, b }, n, random, { send, heldAt }) {
  const [author, other] = random.shuffle([a, b]);
  const meeting = (minutes) => ({
    heldAt,
    minutes,
    method: 'video',
    contributions: [{ from: a.partnerId, to: b.partnerId, topic: 'Channels', skill: 'go', minutes: minutes - 5 }],
  });
  const logged = await send(`log ${n}`, LogExchange, id, { ...meeting(30 + n), note: 'As planned.' }, author.actor);
  if (logged.refused !== undefined) return;
  const ofIt = { exchangeId: derivedId('exchange', logged.command) };
  let step = 0;
  const act = (command, { actor }, body) =>
    send(`exchange ${n} step ${step++}`, command, id, { ...ofIt, ...body }, actor);
  const confirm = (by, version) => act(ConfirmExchange, by, { version });
  const correct = (by, version) => act(CorrectExchange, by, { version, ...meeting(60 + n), reason: 'mistyped' });

  for (const one of random.pick(STORIES)) await one({ act, confirm, correct, author, other });
}

/** What can happen to an exchange. Each is a list of steps, so that a kill can come between any two. */
const STORIES = [
  [],
  [({ confirm, other }) => confirm(other, 1)],
  [({ correct, author }) => correct(author, 1), ({ confirm, other }) => confirm(other, 2)],
  [
    ({ act, other }) => act(DisputeExchange, other, { version: 1, reason: 'wrong-minutes', words: 'It was longer.' }),
    ({ act, other }) => act(WithdrawDispute, other, {}),
    ({ confirm, other }) => confirm(other, 1),
  ],
  [
    ({ act, other }) => act(DisputeExchange, other, { version: 1, reason: 'wrong-minutes' }),
    ({ correct, author }) => correct(author, 1),
    ({ confirm, other }) => confirm(other, 2),
  ],
  [
    ({ confirm, other }) => confirm(other, 1),
    ({ correct, other }) => correct(other, 1),
    ({ confirm, author }) => confirm(author, 2),
  ],
  [({ act, author }) => act(VoidExchange, author, { reason: 'did-not-happen' })],
  [
    ({ confirm, other }) => confirm(other, 1),
    ({ act, author }) => act(VoidExchange, author, { reason: 'logged-twice' }),
    ({ confirm, other }) => confirm(other, 2),
  ],
];

async function end({ id, a, b }, random, send) {
  const begin = () => send('begin closure', BeginClosure, id, { reason: 'completed' }, a.actor);
  const reflect = ({ number, actor }) =>
    send(`reflect ${number}`, SubmitReflection, id, { gave: 4, received: 3 }, actor);
  switch (
    random.weighted([
      ['open', 20],
      ['grace', 15],
      ['at once', 20],
      ['in order', 45],
    ])
  ) {
    case 'grace':
      await begin();
      await reflect(b);
      break;
    case 'at once':
      await Promise.all([reflect(a), reflect(b)]);
      await send('close', ClosePartnership, id, { reason: 'no-fault' }, b.actor);
      break;
    case 'in order':
      await begin();
      await Promise.all([reflect(a), reflect(b)]);
      await send('close', ClosePartnership, id, {}, a.actor);
      break;
  }
}
