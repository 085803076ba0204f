import type {
  Batch,
  Checkpoint,
  Documents,
  Query,
  ReadModelShape,
  ReadStore,
} from '../../src/platform/read-store/read-store.js';

export const SHAPE: ReadModelShape = {
  name: 'partners',
  version: 1,
  indexes: [['programId', 'name'], ['programId', 'state', 'minutes'], ['minutes'], ['open']],
};

export async function liveWith(store: ReadStore, documents: Record<string, object>, shape = SHAPE): Promise<Documents> {
  const building = await store.building(shape);
  await building.write(batch(1, documents));
  return building.goLive('2026-01-01T00:00:00.000Z');
}

export const checkpoint = (position: number): Checkpoint => ({
  position: BigInt(position),
  eventId: `event-${String(position)}`,
  recordedDay: '2026-01-01',
});

export const batch = (position: number, documents: Record<string, object>): Batch => ({
  documents: new Map(Object.entries(documents)),
  parked: [],
  checkpoint: checkpoint(position),
});

export const keys = async (documents: Pick<Documents, 'find'>, query: Query): Promise<string[]> =>
  (await documents.find(query)).items.map(({ key }) => key);
