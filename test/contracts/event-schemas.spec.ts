import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Type, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { evolved, type AnyFold } from '../../src/kernel/decider.js';
import type { RecordedEvent } from '../../src/kernel/events.js';
import { folded } from '../../src/insight/read-models/folding.examples.js';
import { accessFacts } from '../../src/mentoring/access/access.facts.js';
import { matchRoundFacts } from '../../src/mentoring/match-rounds/match-round.facts.js';
import { organizationFacts } from '../../src/mentoring/organization/organization.facts.js';
import { partnerFacts } from '../../src/mentoring/partners/partner.facts.js';
import { partnershipFacts } from '../../src/mentoring/partnerships/partnership.facts.js';
import { personFacts } from '../../src/mentoring/people/person.facts.js';
import { programFacts } from '../../src/mentoring/programs/program.facts.js';
import { codec } from '../../src/platform/event-store/codec.js';
import { eventTypes } from '../../src/platform/event-store/event-types.js';
import { opener } from '../../src/platform/privacy/opening.js';
import type { Sealer } from '../../src/platform/privacy/sealing.js';
import { visibleData } from '../../src/platform/privacy/visible-data.js';
import { aggregates, eventSchemas, processManagers, readModels } from '../../src/registry.js';
import { forbiddenChanges } from './schema-changes.js';

/** An event as it was once stored, and the schema of its data as it was then. Never changed once it is released. */
interface Golden {
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly id: string;
  readonly data: unknown;
  readonly metadata: object;
  readonly schema: TSchema;
}

const folder = new URL('./event-schemas/', import.meta.url);
const fileOf = (type: string, version: number) => `${type}.v${version}.json`;
const golden = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden;

const types = eventTypes(eventSchemas);
const coding = codec(types, {} as Sealer);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const versions = [...types.values()].flatMap(({ definition: { type, version } }) =>
  Array.from({ length: version }, (_, before): [string, number] => [type, before + 1]),
);
const released = versions.filter(([type, version]) => existsSync(new URL(fileOf(type, version), folder)));

const stored = ({ type, stream, id, data, metadata }: Golden) => ({
  ...{ type, stream, id, revision: 0, position: 1n },
  ...{ data: JSON.stringify(data), metadata: JSON.stringify(metadata) },
});
const read = (type: string, version: number) => coding.decode(stored(golden(fileOf(type, version))));

describe('the golden files', () => {
  it.each(versions)('hold an event of type %s in version %d', (type, version) => {
    const file = fileOf(type, version);
    if (!files.includes(file))
      throw new Error(
        `test/contracts/event-schemas/${file} is missing. Write it as its neighbours are: type and version; stream, id, data and ` +
          `metadata of a recorded event (a box is sealed under sha256("golden " + id of whose it is)); and as schema what ` +
          'GET /api/schemas shows of the type. Keep the file of every version that was ever released.',
      );
    expect(golden(file)).toMatchObject({ type, version, metadata: { schemaVersion: version } });
  });

  it('are of types and versions that there are', () => {
    expect(files.filter((file) => !versions.some(([type, version]) => fileOf(type, version) === file))).toEqual([]);
  });

  it.each(released)('of %s in version %d keep to the schema they carry', (type, version) => {
    const { data, schema } = golden(fileOf(type, version));
    expect([...Compile(schema).Errors(data)]).toEqual([]);
  });
});

describe('an event that was once stored', () => {
  it.each(released)('as %s in version %d keeps to the present schema when it is read', (type, version) => {
    const { data, occurredAt, recordedAt, actor } = read(type, version);
    expect([...Compile(types.get(type)!.schema).Errors(data)]).toEqual([]);
    expect([occurredAt, recordedAt, actor.kind]).toEqual([expect.any(String), expect.any(String), 'coordinator']);
  });

  it.each(released)('as %s in version %d is folded by whoever listens', (type, version) => {
    const event = read(type, version);
    for (const fold of FOLDS.filter(({ evolve }) => type in evolve)) {
      const past = (PASTS[type] ?? []).reduce<unknown>(
        (state, before) => evolved(fold, state, read(before, 1)),
        fold.initial,
      );
      expect(evolved(fold, past, event)).toBeInstanceOf(Object);
    }
    for (const model of readModels.filter(({ on }) => type in on)) {
      const documents = folded<object>(model, event);
      expect([...documents.values()]).toEqual([...documents.values()].map(() => expect.any(Object)));
    }
    for (const { state = {} } of MANAGERS)
      for (const key of [state[type]?.key(event) ?? []].flat()) {
        expect(key).toEqual(expect.any(String));
        expect(() => state[type]?.evolve(undefined, event)).not.toThrow();
      }
  });

  it.each(released)(
    'as %s in version %d shows all of its personal fields to who may see them',
    async (type, version) => {
      const { data } = read(type, version);
      const keys = opener({
        key: async (id) => createHash('sha256').update(`golden ${id}`).digest(),
        isDestroyed: async () => false,
      });
      const shown = await visibleData(types.get(type)!.schema, data, { sees: () => true, opens: true }, keys);
      expect(JSON.stringify(shown)).not.toMatch(/"box"|null/);
    },
  );
});

describe('the schema of an event type', () => {
  it.each(released.filter(([type, version]) => types.get(type)?.definition.version === version))(
    'of %s has changed since version %d was released by added optional fields alone',
    (type, version) => {
      const present: unknown = JSON.parse(JSON.stringify(types.get(type)!.schema));
      const changes = forbiddenChanges(golden(fileOf(type, version)).schema, present);
      // Anything else: raise the version with an upcaster, and write the golden file of the new version.
      expect(changes).toEqual([]);
    },
  );
});

describe('a change of a schema', () => {
  const fields = {
    name: Type.String(),
    kind: Type.Enum(['a', 'b']),
    parts: Type.Array(Type.Object({ n: Type.Integer() })),
  };
  const before = Type.Object(fields);
  const changes = (after: object) =>
    forbiddenChanges(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(after)));

  it('may add an optional field, here and further in', () => {
    expect(changes(Type.Object({ ...fields, more: Type.Optional(Type.String()) }))).toEqual([]);
    const parts = Type.Array(Type.Object({ n: Type.Integer(), m: Type.Optional(Type.Integer()) }));
    expect(changes(Type.Object({ ...fields, parts }))).toEqual([]);
  });

  it('may add a word to a vocabulary', () => {
    expect(changes(Type.Object({ ...fields, kind: Type.Enum(['a', 'c', 'b']) }))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['add a required field', Type.Object({ ...fields, more: Type.String() }), '/required'],
    ['take a field away', Type.Object({ kind: fields.kind, parts: fields.parts }), '/properties/name'],
    ['make a field optional', Type.Object({ ...fields, name: Type.Optional(Type.String()) }), '/required'],
    ['change what a field holds', Type.Object({ ...fields, name: Type.Integer() }), '/properties/name/type'],
    [
      'narrow what a field holds',
      Type.Object({ ...fields, name: Type.String({ minLength: 3 }) }),
      '/properties/name/minLength',
    ],
    ['take a word from a vocabulary', Type.Object({ ...fields, kind: Type.Enum(['a']) }), '/properties/kind/enum'],
    [
      'change what is further in',
      Type.Object({ ...fields, parts: Type.Array(Type.Object({ n: Type.String() })) }),
      '/properties/parts/items/properties/n/type',
    ],
  ])('may not %s', (_, after, path) => {
    expect(changes(after)).toContain(path);
  });
});

interface ListeningManager {
  readonly state?: Readonly<
    Record<
      string,
      {
        key: (event: RecordedEvent) => string | readonly string[];
        evolve: (state: unknown, event: RecordedEvent) => unknown;
      }
    >
  >;
}
const MANAGERS = processManagers as unknown as readonly ListeningManager[];

const FOLDS = [
  ...aggregates.map(({ decider }) => decider),
  ...[accessFacts, matchRoundFacts, organizationFacts, partnerFacts, partnershipFacts, personFacts, programFacts],
] as unknown as readonly AnyFold[];

/** What must have happened before, in the folds that hold to it. */
const FORMED = ['PairProposed', 'ProposalAccepted', 'PairFormed', 'ExchangeLogged'];
const PASTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['ProposalAccepted', 'ProposalDeclined', 'ProposalLapsed', 'PairFormed'].map((type) => [type, ['PairProposed']]),
  ),
  ...Object.fromEntries(
    [
      ...[
        'ExchangeLogged',
        'ExchangeConfirmed',
        'ExchangeDisputed',
        'DisputeWithdrawn',
        'ExchangeCorrected',
        'ExchangeVoided',
      ],
      ...['VoidingConfirmed', 'ClosureBegun', 'ReflectionSubmitted', 'PartnershipClosed'],
    ].map((type) => [type, FORMED]),
  ),
};
