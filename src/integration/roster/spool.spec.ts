import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spool } from './spool.js';

describe('a spooled upload', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'spool-spec-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('reads the same bytes twice, also at the same time', async () => {
    const content = Buffer.alloc(300_000, 'abcdefg');
    const spooled = await spool(chunks(content.subarray(0, 100_001), content.subarray(100_001)), { dir });
    const [first, second] = await Promise.all([all(spooled.read()), all(spooled.read())]);
    expect(first.equals(content)).toBe(true);
    expect(second.equals(content)).toBe(true);
    expect(spooled.bytes).toBe(300_000);
    expect(spooled.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    await spooled.close();
  });

  it('has no name in the folder while it is open', async () => {
    const spooled = await spool(chunks(Buffer.from('names and addresses')), { dir });
    expect(await readdir(dir)).toEqual([]);
    await spooled.close();
  });

  it('takes an empty upload', async () => {
    const spooled = await spool(chunks(), { dir });
    expect([spooled.bytes, (await all(spooled.read())).length]).toEqual([0, 0]);
    await spooled.close();
  });

  it('refuses more than it may take, and takes exactly that much', async () => {
    const upload = () => chunks(Buffer.from('12345'), Buffer.from('67890'));
    await expect(spool(upload(), { dir, maxBytes: 9 })).rejects.toMatchObject({
      name: 'RosterRefused',
      code: 'too-large',
      message: expect.stringContaining('larger than 9 bytes'),
    });
    const spooled = await spool(upload(), { dir, maxBytes: 10 });
    expect(spooled.bytes).toBe(10);
    await spooled.close();
  });

  it('hands on the error of an upload that breaks off', async () => {
    const broken = async function* () {
      yield Buffer.from('person_ref');
      throw new Error('connection lost');
    };
    await expect(spool(broken(), { dir })).rejects.toThrow('connection lost');
    expect(await readdir(dir)).toEqual([]);
  });

  it('cannot be read after it is closed, and is closed twice without harm', async () => {
    const spooled = await spool(chunks(Buffer.from('abc')), { dir });
    await spooled.close();
    await spooled.close();
    await expect(all(spooled.read())).rejects.toThrow();
  });
});

async function* chunks(...parts: Buffer[]) {
  yield* parts;
}

async function all(parts: AsyncIterable<Buffer>) {
  const buffers: Buffer[] = [];
  for await (const part of parts) buffers.push(part);
  return Buffer.concat(buffers);
}
