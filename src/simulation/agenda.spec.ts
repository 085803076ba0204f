import { describe, expect, it } from '@jest/globals';
import { Agenda, type Act } from './agenda.js';
import { performInOrder } from './perform.js';
import { SimulatedClock } from './simulated-clock.js';

const nothing = () => Promise.resolve();
const act = (at: string, of: string, step = '', perform: Act['perform'] = nothing): Act => ({ at, of, step, perform });
const names = (acts: readonly Act[]) => acts.map(({ of, step }) => of + step);

const NINE = '2025-03-03T09:00:00.000Z';
const TEN = '2025-03-03T10:00:00.000Z';
const NOON = '2025-03-03T12:00:00.000Z';
const MIDNIGHT = '2025-03-04T00:00:00.000Z';

describe('an agenda', () => {
  it('gives out what is due in order of time, subject and step, whoever planned first', () => {
    const agenda = new Agenda();
    for (const planned of [act(TEN, 'b'), act(NINE, 'c'), act(TEN, 'a', '2'), act(TEN, 'a', '1'), act(NOON, 'd')])
      agenda.plan(planned);
    expect(names(agenda.take('2025-03-03', NOON))).toEqual(['c', 'a1', 'a2', 'b']);
    expect(names(agenda.take('2025-03-03', MIDNIGHT))).toEqual(['d']);
    expect(agenda.take('2025-03-03', MIDNIGHT)).toEqual([]);
  });

  it('gives out next what is planned for a time that is past', () => {
    const agenda = new Agenda();
    agenda.take('2025-03-03', NOON);
    agenda.plan(act(NINE, 'late'));
    expect(names(agenda.take('2025-03-03', MIDNIGHT))).toEqual(['late']);
    agenda.plan(act(NOON, 'too late for that day'));
    expect(names(agenda.take('2025-03-04', '2025-03-04T08:00:00.000Z'))).toEqual(['too late for that day']);
  });
});

describe('acts that are performed together', () => {
  const clock = () => new SimulatedClock('2025-03-03');
  /** Comes to its append after so many turns of the microtask queue. */
  const after = (turns: number, append: () => void) => async () => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    append();
  };

  it('append in their order, however much each has to look up before', async () => {
    const appended: string[] = [];
    const acts = [30, 2, 11].map((turns, n) =>
      act(
        NINE,
        `${n}`,
        '',
        after(turns, () => appended.push(`${n}`)),
      ),
    );
    await performInOrder(acts, clock());
    expect(appended).toEqual(['0', '1', '2']);
  });

  it('begin before the first is committed, but for a second one on the same subject', async () => {
    const begun: string[] = [];
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const waiting = (name: string) => act(NINE, name.charAt(0), name, () => (begun.push(name), committed));
    const done = performInOrder([waiting('a1'), waiting('a2'), waiting('b1')], clock());
    await new Promise(setImmediate);
    expect(begun).toEqual(['a1', 'b1']);
    commit();
    await done;
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('are each told their own time, and a failure of one when all have begun', async () => {
    const told: string[] = [];
    const time = clock();
    const tell = (at: string) => act(at, at, '', async () => void told.push(time.now()));
    const failing = act(NINE, '0', '', () => Promise.reject(new Error('refused')));
    await expect(performInOrder([failing, tell(TEN), tell(NOON)], time)).rejects.toThrow('refused');
    expect(told).toEqual([TEN, NOON]);
  });
});

describe('a simulated clock', () => {
  it('goes on a little at each look, and never back', () => {
    const clock = new SimulatedClock('2025-03-03');
    const [first, second] = [clock.now(), clock.now()];
    expect(first).toBe('2025-03-03T00:00:00.000Z');
    expect(second > first).toBe(true);
    clock.advanceTo(NOON);
    clock.advanceTo(NINE);
    expect(clock.now()).toBe(NOON);
  });
});
