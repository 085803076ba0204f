import { readFileSync } from 'node:fs';

const { version: declared } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The version in package.json. */
export const version = declared;
