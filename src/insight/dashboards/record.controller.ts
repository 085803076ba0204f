import { Controller, Get, Param, Query as Params } from '@nestjs/common';
import type { EventSchemas } from '../../kernel/events.js';
import { privacyRegister } from '../../platform/privacy/register.js';
import type { StoredEvent } from '../../platform/event-store/event-store.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { InvalidCursor } from '../../platform/read-store/read-store.js';
import { accessKeys } from '../read-models/access-keys.js';
import { pageOf } from './documents.js';
import { Insight } from './insight.js';
import { Log } from './partnerships.controller.js';

type Queried = Readonly<Record<string, string | undefined>>;

/** What can happen, by stream category. */
export class RecordedSchemas {
  constructor(readonly all: readonly EventSchemas[]) {}
}

/** The raw record, sealed as it is stored: for auditors and administrators. */
@Controller('api')
export class RecordController {
  constructor(
    private readonly insight: Insight,
    private readonly log: Log,
    private readonly schemas: RecordedSchemas,
  ) {}

  @Get('events')
  @Query({ may: ['auditor'], from: [], summary: 'The whole log after a position, as it is stored.' })
  async events(@Params() query: Queried, @Reads() reading: Reading) {
    reading.of({});
    const { limit, after = '0' } = pageOf(query);
    if (!/^\d{1,18}$/.test(after)) throw new InvalidCursor();
    const events = await this.log.store.readAll(BigInt(after), { limit });
    const last = events.at(-1);
    return { items: events.map(factOf), ...(last === undefined ? {} : { next: String(last.position) }) };
  }

  @Get('streams/:stream/events')
  @Query({ may: ['auditor'], from: [], summary: 'The facts of one stream, as they are stored.' })
  async stream(@Param('stream') stream: string, @Reads() reading: Reading) {
    reading.of({});
    return { items: (await this.log.store.read(stream)).map(factOf) };
  }

  @Get('privacy/register')
  @Query({
    may: 'anyone',
    from: [],
    summary: 'Every personal value that is stored: where, whose, why, how long, who may read it.',
  })
  register(@Reads() reading: Reading) {
    reading.of({});
    return { items: privacyRegister(this.schemas.all) };
  }

  @Get('schemas')
  @Query({ may: 'anyone', from: [], summary: 'The JSON Schema of every event type, as it is stored.' })
  eventSchemas(@Reads() reading: Reading) {
    reading.of({});
    return {
      items: this.schemas.all.flatMap(({ category, schemas }) =>
        Object.values(schemas).map(({ type, version, audience, schema }) => ({
          category,
          type,
          version,
          audience,
          schema,
        })),
      ),
    };
  }

  @Get('access')
  @Query({ may: ['service'], from: ['access-keys'], summary: 'Every key that was made, without its secret.' })
  async keys(@Reads() reading: Reading) {
    reading.of({});
    return { items: await this.insight.documents.all(accessKeys, { sort: { by: 'createdOn' } }) };
  }
}

/** A stored event in one object. */
export const factOf = ({ id, type, stream, revision, position, data, metadata }: StoredEvent) => ({
  position: String(position),
  stream,
  revision,
  id,
  type,
  ...(JSON.parse(metadata) as object),
  data: JSON.parse(data) as unknown,
});
