import { addMonths } from '../../kernel/clock.js';
import { isDay } from '../../kernel/formats.js';
import { Refusal } from '../../kernel/refusal.js';
import type { ProjectionEngine } from '../../platform/projections/projection-engine.js';
import { ALL, SLICES, type Answer, type Cut, type Measure, type Row, type Slice } from './measure.js';

const TREND_POINTS = 12;
const PAGE = 500;

type Words = Pick<Measure<Row>, 'name' | 'title' | 'unit' | 'definition' | 'definitionVersion'>;
type Group = ({ readonly group: string } & Answer) | { readonly group: string; readonly suppressed: true };

/** Answers numbers from their rows: of what happened by one day, as known on another. */
export class Numbers {
  constructor(
    private readonly engine: Pick<ProjectionEngine, 'documents'>,
    private readonly measures: readonly Measure<Row>[],
  ) {}

  async present(programId: string, today: string): Promise<readonly (Words & Answer)[]> {
    return Promise.all(
      this.measures.map(async (measure) => {
        const { rows } = await this.#known(measure, programId, today);
        return { ...wordsOf(measure), ...whole(measure, rows, today) };
      }),
    );
  }

  /** Each number of a day: today and on the same day of the months before, as known today. */
  async withTrend(programId: string, today: string) {
    const days = Array.from({ length: TREND_POINTS }, (_, back) => addMonths(today, -back)).reverse();
    return Promise.all(
      this.measures
        .filter(({ ofWindow }) => ofWindow !== true)
        .map(async (measure) => {
          const { rows } = await this.#known(measure, programId, today);
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
  ): Promise<Words & Cut & { readonly known: string; readonly position: string; readonly groups: readonly Group[] }> {
    const measure = this.measures.find((candidate) => candidate.name === name);
    if (measure === undefined)
      throw new Refusal(
        'not-found',
        `There is no number named ${name.slice(0, 60)}: ${this.measures.map((one) => one.name).join(', ')}.`,
        'not-found',
      );
    const cut = cutIn(query, measure, today);
    const known = dayIn(query, 'known') ?? today;
    const { rows, position } = await this.#known(measure, programId, known, cut.by);
    const groups = [...measure.answer(rows, cut)].map(([group, answer]): Group =>
      group !== ALL && answer.of < kAnonymity ? { group, suppressed: true } : { group, ...answer },
    );
    return { ...wordsOf(measure), ...cut, known, position: String(position), groups };
  }

  /** The rows recorded by a day, all at one position of the log. */
  async #known(measure: Measure<Row>, programId: string, known: string, by?: Slice): Promise<Known> {
    const isSliced = measure.rows.indexes.some((index) => index.includes('slice' as never));
    const slices = isSliced ? [ALL, ...(by === undefined ? [] : [by])].map((slice) => ({ slice })) : [{}];
    return this.engine.documents(measure.rows.name).snapshot(async (documents) => {
      const rows: Row[] = [];
      for (const slice of slices)
        for (let after: string | undefined; ;) {
          const page = await documents.find({
            where: { programId, ...slice, recordedDay: { lte: known } },
            sort: { by: 'recordedDay' },
            limit: PAGE,
            ...(after === undefined ? {} : { after }),
          });
          for (const { document } of page.items) rows.push(document as Row);
          if (page.next === undefined) break;
          after = page.next;
        }
      return { rows, position: (await documents.checkpoint())?.position ?? 0n };
    });
  }
}

interface Known {
  readonly rows: readonly Row[];
  readonly position: bigint;
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

function cutIn(query: Readonly<Record<string, string | undefined>>, measure: Measure<Row>, today: string): Cut {
  const asOf = dayIn(query, 'as-of') ?? today;
  const from = dayIn(query, 'from');
  if (from !== undefined && measure.ofWindow !== true)
    throw new Refusal('invalid-query', `The number ${measure.name} is of one day: leave from out.`);
  if (from !== undefined && from > asOf)
    throw new Refusal('invalid-query', 'from must not lie after as-of, the last day of the window.');
  const by = SLICES.find((slice) => slice === query['by']);
  if (query['by'] !== undefined && by === undefined)
    throw new Refusal('invalid-query', `by must be one of: ${SLICES.join(', ')}.`);
  return { asOf, ...(from === undefined ? {} : { from }), ...(by === undefined ? {} : { by }) };
}

function dayIn(query: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const day = query[name];
  if (day !== undefined && !isDay(day))
    throw new Refusal('invalid-query', `${name} must be a day that exists, as YYYY-MM-DD.`);
  return day;
}
