import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/** The built command line: `npm run build` comes first. */
export const MENTORING = fileURLToPath(new URL('../../bin/mentoring.js', import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
type Settings = Readonly<Record<string, string>>;

export function started(args: readonly string[], settings: Settings = {}): ChildProcess {
  const { NODE_OPTIONS: _, MENTORING_TOKEN: __, MASTER_KEY: ___, ...env } = process.env;
  return spawn(process.execPath, [MENTORING, ...args], { env: { ...env, LOG_LEVEL: 'silent', ...settings } });
}

export async function mentoring(args: readonly string[], settings?: Settings): Promise<Outcome> {
  const child = started(args, settings);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (part) => (out += String(part)));
  child.stderr?.on('data', (part) => (err += String(part)));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}

/** What a verb answered with --json. */
export async function json(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { status, out, err } = await mentoring([...args, '--json']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

/** Refused in words for a person, with nothing on standard output. */
export function expectRefused({ status, out, err }: Outcome, expected: 1 | 2, sentence: RegExp): void {
  expect({ status, out }).toEqual({ status: expected, out: '' });
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/nobody foresaw|node_modules|\.js:\d|^\s+at |\w+Error:/m);
}
