import { addDays, addMonths } from '../../kernel/clock.js';
import { isDay } from '../../kernel/formats.js';
import { Refusal } from '../../kernel/refusal.js';
import type { ProjectionEngine } from '../../platform/projections/projection-engine.js';
import { ALL, SLICES, type Answer, type Measure, type Row, type Slice } from './measure.js';

const TREND_POINTS = 12;
const PAGE = 500;

type Words = Pick<Measure<Row>, 'name' | 'title' | 'unit' | 'definition' | 'definitionVersion'>;
type Group = ({ readonly group: string } & Answer) | { readonly group: string; readonly suppressed: true };

/** Answers numbers from their rows: of what happened by one day, as known on another. */
export class Numbers {
  constructor(
    private readonly engine: ProjectionEngine,
    private readonly measures: readonly Measure<Row>[],
  ) {}

  async present(programId: string, today: string): Promise<readonly (Words & Answer)[]> {
    return Promise.all(
      this.measures.map(async (measure) => ({
        ...wordsOf(measure),
        ...whole(measure, await this.#rows(measure, programId, today), today),
      })),
    );
  }

  /** Each number today and at the ends of the months before, as known today. */
  async withTrend(programId: string, today: string) {
    const days = Array.from({ length: TREND_POINTS }, (_, back) => addMonths(today, -back)).reverse();
    return Promise.all(
      this.measures.map(async (measure) => {
        const rows = await this.#rows(measure, programId, today);
        const trend = days.map((asOf) => ({ asOf, value: whole(measure, rows, asOf).value }));
        return { ...wordsOf(measure), ...whole(measure, rows, today), trend };
      }),
    );
  }

  /** @throws Refusal for an unknown number, day or slice */
  async answer(
    programId: string,
    name: string,
    query: Readonly<Record<string, string | undefined>>,
    today: string,
    kAnonymity: number,
  ): Promise<Words & { asOf: string; known: string; by?: Slice; position: string; groups: readonly Group[] }> {
    const measure = this.measures.find((candidate) => candidate.name === name);
    if (measure === undefined)
      throw new Refusal(
        'not-found',
        `There is no number named ${name.slice(0, 60)}: ${this.measures.map((one) => one.name).join(', ')}.`,
        'not-found',
      );
    const asOf = dayIn(query, 'as-of') ?? today;
    const known = dayIn(query, 'known') ?? today;
    const by = SLICES.find((slice) => slice === query['by']);
    if (query['by'] !== undefined && by === undefined)
      throw new Refusal('invalid-query', `by must be one of: ${SLICES.join(', ')}.`);
    const position = (await this.engine.documents(measure.rows.name).checkpoint())?.position ?? 0n;
    const answers = measure.answer(await this.#rows(measure, programId, known), {
      asOf,
      ...(by === undefined ? {} : { by }),
    });
    const groups = [...answers].map(([group, answer]): Group =>
      group !== ALL && answer.of < kAnonymity ? { group, suppressed: true } : { group, ...answer },
    );
    return {
      ...wordsOf(measure),
      asOf,
      known,
      ...(by === undefined ? {} : { by }),
      position: String(position),
      groups,
    };
  }

  async #rows(measure: Measure<Row>, programId: string, known: string): Promise<readonly Row[]> {
    const documents = this.engine.documents(measure.rows.name);
    const found: Row[] = [];
    const slices = measure.rows.indexes.some((index) => index.includes('slice' as never))
      ? [ALL, ...SLICES]
      : [undefined];
    for (const slice of slices)
      for (let after: string | undefined; ;) {
        const where = { programId, recordedDay: { lt: addDays(known, 1) }, ...(slice === undefined ? {} : { slice }) };
        const page = await documents.find({
          where,
          sort: { by: 'recordedDay' },
          limit: PAGE,
          ...(after === undefined ? {} : { after }),
        });
        for (const { document } of page.items) found.push(document as Row);
        if (page.next === undefined) break;
        after = page.next;
      }
    return found;
  }
}

const wordsOf = ({ name, title, unit, definition, definitionVersion }: Measure<Row>): Words => ({
  name,
  title,
  unit,
  definition,
  definitionVersion,
});

function whole(measure: Measure<Row>, rows: readonly Row[], asOf: string): Answer {
  return measure.answer(rows, { asOf }).get(ALL) ?? { value: null, of: 0, parts: {} };
}

function dayIn(query: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const day = query[name];
  if (day !== undefined && !isDay(day))
    throw new Refusal('invalid-query', `${name} must be a day that exists, as YYYY-MM-DD.`);
  return day;
}
