import { canonicalJson } from '../../dist/kernel/canonical-json.js';
import { processManagers, readModels } from '../../dist/registry.js';

/** What read models and process managers promise: each event once, up to the checkpoint, and a checkpoint that stands in the log. */
export function* brokenInFolds({ log, views, managers }, { isFinished }) {
  const days = recordedDays(log);
  const head = log.at(-1)?.position ?? 0;
  for (const model of readModels) {
    const view = views.find(({ name, version }) => name === model.name && version === model.version);
    if (view === undefined) {
      if (isFinished) yield { kind: 'rule', sentence: `The read model ${model.name} is not there.` };
      continue;
    }
    yield* brokenCheckpoint(`read model ${model.name}`, view, log, days, isFinished ? head : undefined);
    yield* differences(
      `read model ${model.name}`,
      handlersOf(model.on, model.initial),
      view.documents,
      seen(log, days, view),
    );
  }
  for (const manager of processManagers) {
    const stored = managers.find(({ name }) => name === manager.name);
    if (stored === undefined) continue;
    yield* brokenCheckpoint(`process manager ${manager.name}`, stored, log, days, isFinished ? head : undefined);
    const handlers = handlersOf(manager.state ?? {}, () => undefined);
    yield* differences(`process manager ${manager.name}`, handlers, stored.states, seen(log, days, stored));
  }
}

function* brokenCheckpoint(whose, { checkpoint, parked }, log, days, head) {
  if (parked.length > 0) yield { kind: 'skipped', sentence: `The ${whose} has parked ${JSON.stringify(parked[0])}.` };
  if (checkpoint === undefined) return;
  const event = log.find(({ position }) => position === checkpoint.position);
  if (event?.id !== checkpoint.eventId || days.get(event.position) !== checkpoint.recordedDay)
    yield {
      kind: 'rule',
      sentence: `The checkpoint of the ${whose} at ${checkpoint.position} is not what the log has there.`,
    };
  if (head !== undefined && checkpoint.position !== head)
    yield { kind: 'skipped', sentence: `The ${whose} ended at ${checkpoint.position}, the log at ${head}.` };
}

function* differences(whose, handlers, stored, events) {
  const folded = fold(handlers, events);
  for (const key of new Set([...folded.keys(), ...stored.keys()])) {
    if (folded.get(key) === stored.get(key)) continue;
    const { kind, how } = diagnosis(handlers, key, stored.get(key), events);
    yield { kind, sentence: `The ${whose} has another document ${key} than the log gives: ${how}.` };
  }
}

/** Which event, left out or applied twice, would have led to what is stored. */
function diagnosis(handlers, key, stored, events) {
  const own = events.filter((event) => keysOf(handlers, event).includes(key));
  const gives = (list) => fold(handlers, list).get(key) === stored;
  for (const [n, { type, position }] of own.entries()) {
    if (gives(own.toSpliced(n, 1))) return { kind: 'skipped', how: `${type} at ${position} was skipped` };
    if (gives(own.toSpliced(n, 0, own[n]))) return { kind: 'twice', how: `${type} at ${position} was applied twice` };
  }
  for (let n = 0; n < own.length; n++)
    if (gives(own.slice(0, n))) return { kind: 'skipped', how: `what came from ${own[n].position} on was skipped` };
  return { kind: 'skipped', how: 'no single event explains it' };
}

/** Documents as canonical text, by key. */
function fold(handlers, events) {
  const documents = new Map();
  for (const event of events) {
    for (const key of keysOf(handlers, event)) {
      const next = handlers.on[event.type].evolve(documents.get(key) ?? handlers.initial(key), event, key);
      if (next === undefined) documents.delete(key);
      else documents.set(key, next);
    }
  }
  return new Map([...documents].map(([key, document]) => [key, canonicalJson(document)]));
}

const handlersOf = (on, initial) => ({ on, initial });
const keysOf = ({ on }, event) => (on[event.type] === undefined ? [] : [on[event.type].key(event)].flat());

/** The events up to a checkpoint, as folds get them: positions are bigints there. */
function seen(log, days, { checkpoint }) {
  return log
    .filter(({ position }) => position <= (checkpoint?.position ?? 0))
    .map((event) => ({ ...event, position: BigInt(event.position), recordedDay: days.get(event.position) }));
}

/** Position → the latest day of recording up to there. */
function recordedDays(log) {
  let latest = '';
  return new Map(
    log.map(({ position, recordedAt }) => {
      const day = recordedAt.slice(0, 10);
      if (day > latest) latest = day;
      return [position, latest];
    }),
  );
}
