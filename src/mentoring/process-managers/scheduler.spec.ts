import { describe, expect, it } from '@jest/globals';
import { due, type Found, type Sought } from './scheduler.js';

interface Standing {
  readonly id: string;
  readonly status: string;
  readonly expiresOn?: string;
  readonly graceEndsOn?: string;
  readonly bothAcceptedAt?: string;
}

/** Answers as the read model does: those of a status, by a field, below a bound, two at a time. */
const finding =
  (all: readonly Standing[], sought: Sought[] = []) =>
  async (question: Sought): Promise<Found> => {
    sought.push(question);
    const { status, field, below, after } = question;
    const found = all
      .flatMap((one) => {
        const at = one[field];
        return one.status === status && at !== undefined && at < below ? [{ partnershipId: one.id, due: at }] : [];
      })
      .sort((one, other) => (one.due < other.due ? -1 : 1));
    const first = after === undefined ? 0 : Number(after);
    const items = found.slice(first, first + 2);
    return { items, ...(first + 2 < found.length ? { next: String(first + 2) } : {}) };
  };

async function dueAt(now: string, ...all: readonly Standing[]) {
  const found = [];
  for await (const { command, id, body, commandId } of due(now, finding(all)))
    found.push({ command: command.name, id, body, commandId });
  return found;
}
const namesAt = async (now: string, ...all: readonly Standing[]) =>
  (await dueAt(now, ...all)).map(({ command, id, body }) => [command, id, body]);

describe('the sweep', () => {
  const proposed = { id: 'p', status: 'proposed', expiresOn: '2026-03-15' };

  it('lets a proposal lapse when its last day is over, not before', async () => {
    expect(await namesAt('2026-03-15T23:59:59.999Z', proposed)).toEqual([]);
    expect(await namesAt('2026-03-16T00:00:00.000Z', proposed)).toEqual([
      ['LapseProposal', 'p', { reason: 'expired' }],
    ]);
  });

  it('lets a proposal lapse that waits for slots for a quarter of an hour', async () => {
    const hanging = { ...proposed, bothAcceptedAt: '2026-03-10T12:00:00.000Z' };
    expect(await namesAt('2026-03-10T12:15:00.000Z', hanging)).toEqual([]);
    expect(await namesAt('2026-03-10T12:15:00.001Z', hanging)).toEqual([['LapseProposal', 'p', { reason: 'hanging' }]]);
  });

  it('closes a partnership on the day on which its grace ends, not before', async () => {
    const closing = { id: 'c', status: 'closing', graceEndsOn: '2026-03-24' };
    expect(await namesAt('2026-03-23T23:59:59.999Z', closing)).toEqual([]);
    expect(await namesAt('2026-03-24T00:00:00.000Z', closing)).toEqual([['ClosePartnership', 'c', {}]]);
  });

  it('takes what is long overdue, and leaves what is formed or over', async () => {
    const day = '2025-01-01';
    const others = ['formed', 'closed', 'declined', 'lapsed'].map((status) => ({
      id: status,
      status,
      expiresOn: day,
      graceEndsOn: day,
    }));
    expect(
      await namesAt('2026-03-24T00:00:00.000Z', ...others, { id: 'old', status: 'proposed', expiresOn: day }),
    ).toEqual([['LapseProposal', 'old', { reason: 'expired' }]]);
  });

  it('asks under the same command id however often it sweeps, and under another for another due date', async () => {
    const [first] = await dueAt('2026-03-16T00:00:00.000Z', proposed);
    const [again] = await dueAt('2026-03-20T08:00:00.000Z', proposed);
    const [later] = await dueAt('2026-03-20T08:00:00.000Z', { ...proposed, expiresOn: '2026-03-17' });
    const [other] = await dueAt('2026-03-20T08:00:00.000Z', { ...proposed, id: 'q' });
    expect(again?.commandId).toBe(first?.commandId);
    expect(new Set([first, later, other].map((one) => one?.commandId)).size).toBe(3);
  });

  it('asks under different ids for what is due for two reasons', async () => {
    const twice = { ...proposed, bothAcceptedAt: '2026-03-10T12:00:00.000Z' };
    const found = await dueAt('2026-03-16T00:00:00.000Z', twice);
    expect(found.map(({ body }) => body)).toEqual([{ reason: 'expired' }, { reason: 'hanging' }]);
    expect(found[0]?.commandId).not.toBe(found[1]?.commandId);
  });

  it('goes through all pages', async () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((id, at) => ({ ...proposed, id, expiresOn: `2026-03-0${at + 1}` }));
    expect((await dueAt('2026-03-16T00:00:00.000Z', ...many)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('asks as the system', async () => {
    for await (const { by } of due('2026-03-16T00:00:00.000Z', finding([proposed])))
      expect(by.actor.kind).toBe('system');
  });
});
