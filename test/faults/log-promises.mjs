import { derivedId } from '../../dist/kernel/ids.js';

/** What the log promises: whatever was answered is in it, where the answer says, and each command once. */
export function* brokenInLog({ answers, log }) {
  yield* disorder(log);
  yield* repeatedCommands(log);
  yield* lostAnswers(answers, log);
  yield* repeatedAsks(log);
  for (const { broken } of answers) if (broken !== undefined) yield { kind: 'rule', sentence: broken };
}

function* disorder(log) {
  const revisions = new Map();
  const ids = new Set();
  let before = 0;
  for (const { id, type, stream, revision, position } of log) {
    if (position <= before) yield { kind: 'rule', sentence: `Position ${position} comes after ${before}.` };
    before = position;
    const expected = (revisions.get(stream) ?? -1) + 1;
    if (revision !== expected)
      yield { kind: 'lost', sentence: `${stream} has revision ${revision} where ${expected} should stand.` };
    revisions.set(stream, revision);
    if (ids.has(id)) yield { kind: 'twice', sentence: `${type} ${id} stands twice, again at ${position}.` };
    ids.add(id);
  }
}

/** The events of a command stand together in one stream, and have the ids that derive from it, in order, from 0 on. */
function* repeatedCommands(log) {
  for (const [command, events] of Map.groupBy(log, ({ commandId }) => commandId)) {
    const [first] = events;
    for (const [index, { id, stream, revision, position, type }] of events.entries())
      if (
        id !== derivedId(command, first.stream, index) ||
        stream !== first.stream ||
        revision !== first.revision + index
      )
        yield { kind: 'twice', sentence: `Command ${command} had an effect before ${type} at ${position}.` };
  }
}

function* lostAnswers(answers, log) {
  const at = new Map(log.map((event) => [event.position, event]));
  const first = new Map();
  for (const { command, stream, revision, position, changed } of answers) {
    if (changed !== true) continue;
    const event = at.get(Number(position));
    if (event?.commandId !== command || event.stream !== stream || event.revision !== revision)
      yield {
        kind: 'lost',
        sentence: `Command ${command} was answered as ${stream} ${revision} at ${position}; it is not there.`,
      };
    const before = first.get(command);
    if (before !== undefined && before !== position)
      yield { kind: 'twice', sentence: `Command ${command} was answered at ${before}, and sent again at ${position}.` };
    first.set(command, position);
  }
}

/** Effects that can come once only, by what they are about; and the answer of a process manager to one event. */
const ONCE = {
  PairProposed: ({ partnershipId }) => partnershipId,
  PairFormed: ({ partnershipId }) => partnershipId,
  ProposalLapsed: ({ partnershipId }) => partnershipId,
  ProposalDeclined: ({ partnershipId }) => partnershipId,
  ClosureBegun: ({ partnershipId }) => partnershipId,
  PartnershipClosed: ({ partnershipId }) => partnershipId,
  ProposalAccepted: ({ partnershipId, by }) => `${partnershipId} ${by}`,
  SlotReserved: ({ partnerId, partnershipId, attempt }) => `${partnerId} ${partnershipId} ${attempt}`,
  SlotReleased: ({ partnerId, partnershipId, attempt }) => `${partnerId} ${partnershipId} ${attempt}`,
};

function* repeatedAsks(log) {
  const done = new Set();
  for (const { type, stream, position, data, actor, causationId, commandId } of log) {
    const effects = ONCE[type] === undefined ? [] : [`${type} ${ONCE[type](data)}`];
    if (actor.kind === 'system' && causationId !== commandId)
      effects.push(`${actor.id} ${causationId} ${type} ${stream}`);
    for (const effect of effects) {
      if (done.has(effect))
        yield { kind: 'twice', sentence: `${type} of ${stream} at ${position} had its effect before.` };
      done.add(effect);
    }
  }
}
