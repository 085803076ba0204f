import { addMonths } from '../../kernel/clock.js';
import { isDay } from '../../kernel/formats.js';
import { Refusal } from '../../kernel/refusal.js';
import { BoundedMap } from '../../kernel/bounded-map.js';
import type { ProjectionEngine } from '../../platform/projections/projection-engine.js';
import { ALL, SLICES, type Answer, type Cut, type Measure, type Row, type Slice } from './measure.js';

const TREND_POINTS = 12;
const PAGE = 500;

type Words = Pick<Measure<Row>, 'name' | 'title' | 'unit' | 'definition' | 'definitionVersion'>;
type Group = ({ readonly group: string } & Answer) | { readonly group: string; readonly suppressed: true };

/** Answers numbers from their rows: of what happened by one day, as known on another. */
export class Numbers {
  readonly #trends = new BoundedMap<string, { readonly standing: string; readonly trends: readonly Trend[] }>(100);

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

  /** Each number of a day: today and on the same day of the months before, as known today. Asked again before anything changed, it is not counted anew. */
  async withTrend(programId: string, today: string) {
    const checkpoints = await Promise.all(
      this.measures.map(({ rows }) => this.engine.documents(rows.name).checkpoint()),
    );
    const standing = checkpoints.map((checkpoint) => String(checkpoint?.position)).join();
    const before = this.#trends.get(`${programId} ${today}`);
    if (before?.standing === standing) return before.trends;
    const trends = await this.#countTrends(programId, today);
    this.#trends.set(`${programId} ${today}`, { standing, trends });
    return trends;
  }

  async #countTrends(programId: string, today: string): Promise<readonly Trend[]> {
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
    const groups = withoutFew(measure.answer(rows, cut), kAnonymity);
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

type Trend = Words & Answer & { readonly trend: readonly { readonly asOf: string; readonly value: number | null }[] };

interface Known {
  readonly rows: readonly Row[];
  readonly position: bigint;
}

/** Groups of few are not shown, and never so few together that the others and the whole give them away. */
function withoutFew(answers: ReadonlyMap<string, Answer>, kAnonymity: number): readonly Group[] {
  const bySize = [...answers].filter(([group]) => group !== ALL).sort(([, one], [, other]) => one.of - other.of);
  const suppressed = new Set<string>();
  let hidden = 0;
  for (const [group, { of }] of bySize) {
    if (of >= kAnonymity && (hidden === 0 || hidden >= kAnonymity)) break;
    suppressed.add(group);
    hidden += of;
  }
  return [...answers].map(([group, answer]) =>
    suppressed.has(group) ? { group, suppressed: true } : { group, ...answer },
  );
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
    throw new Refusal('invalid-query', `The number ${measure.name} is of one day: leave from out.`, 'malformed');
  if (from !== undefined && from > asOf)
    throw new Refusal('invalid-query', 'from must not lie after as-of, the last day of the window.', 'malformed');
  const by = SLICES.find((slice) => slice === query['by']);
  if (query['by'] !== undefined && by === undefined)
    throw new Refusal('invalid-query', `by must be one of: ${SLICES.join(', ')}.`, 'malformed');
  return { asOf, ...(from === undefined ? {} : { from }), ...(by === undefined ? {} : { by }) };
}

function dayIn(query: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const day = query[name];
  if (day !== undefined && !isDay(day))
    throw new Refusal('invalid-query', `${name} must be a day that exists, as YYYY-MM-DD.`, 'malformed');
  return day;
}
