import { join } from 'node:path';

/** Every setting: name, default, meaning. Validated at the start. */
export interface Config {
  /** `--data`, or DATA_DIR: the folder that holds the embedded stores, the admin token and the master key. Default ./data */
  readonly dataDir: string;
  /** EVENT_STORE_URL, default sqlite:DATA/events.db: the log. */
  readonly eventStoreUrl: string;
  /** READ_STORE_URL, default sqlite:DATA/views: read models, which can be built again. */
  readonly readStoreUrl: string;
  /** OPERATIONS_STORE_URL, default sqlite:DATA/operations.db: progress of process managers. */
  readonly operationsStoreUrl: string;
  /** KEY_STORE_URL, default sqlite:DATA/keys.db: keys of persons, the directory, secrets. */
  readonly keyStoreUrl: string;
  /** MASTER_KEY (32 bytes, base64), else MASTER_KEY_FILE, default DATA/master.key: wraps all keys. */
  readonly masterKey: { readonly env?: string; readonly file: string };
  /** PORT, default 3000; 0: any that is free. */
  readonly port: number;
  /** HOST, default 127.0.0.1. */
  readonly host: string;
  /** ORGANIZATION_NAME, default "Our organization": given to the organization when it is founded. */
  readonly organizationName: string;
  /** AUTH=off: no keys are asked for. On a loopback address only. */
  readonly authOff: boolean;
  /** LOG_LEVEL: fatal, error, warn, info (default), debug or silent. */
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that cannot be used; the message names it and says what it may be. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigRefused */
export function configOf(
  env: Environment,
  given: { readonly dataDir?: string; readonly port?: number; readonly host?: string } = {},
): Config {
  const dataDir = given.dataDir ?? env['DATA_DIR'] ?? './data';
  const host = given.host ?? env['HOST'] ?? '127.0.0.1';
  const authOff = choiceOf(env, 'AUTH', ['on', 'off'], 'on') === 'off';
  if (authOff && !isLoopback(host))
    throw new ConfigRefused(
      `AUTH=off works on a loopback address only, and HOST is ${host}. Set HOST=127.0.0.1, or leave AUTH out.`,
    );
  const masterKey = env['MASTER_KEY'];
  return {
    dataDir,
    eventStoreUrl: storeUrl(env, 'EVENT_STORE_URL', join(dataDir, 'events.db')),
    readStoreUrl: storeUrl(env, 'READ_STORE_URL', join(dataDir, 'views')),
    operationsStoreUrl: storeUrl(env, 'OPERATIONS_STORE_URL', join(dataDir, 'operations.db')),
    keyStoreUrl: storeUrl(env, 'KEY_STORE_URL', join(dataDir, 'keys.db')),
    masterKey: {
      file: env['MASTER_KEY_FILE'] ?? join(dataDir, 'master.key'),
      ...(masterKey === undefined ? {} : { env: masterKey }),
    },
    port: given.port ?? portOf(env['PORT']),
    host,
    organizationName: env['ORGANIZATION_NAME'] ?? 'Our organization',
    authOff,
    logLevel: choiceOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
  };
}

/** The path in a store's URL. */
export const sqlitePath = (url: string): string => url.slice('sqlite:'.length);

function storeUrl(env: Environment, name: string, path: string): string {
  const url = env[name] ?? `sqlite:${path}`;
  if (!url.startsWith('sqlite:') || url === 'sqlite:')
    throw new ConfigRefused(`${name} must be sqlite:PATH in this version, and is ${withoutSecrets(url)}.`);
  return url;
}

/** A URL may hold a password: only its scheme is shown. */
const withoutSecrets = (url: string) => `${url.split(':')[0] ?? ''}:…`;

function portOf(text = '3000'): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ConfigRefused(`PORT must be a number from 0 to 65535, and is "${text}".`);
  return port;
}

function choiceOf<const Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  const text = env[name] ?? otherwise;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new ConfigRefused(`${name} must be one of ${choices.join(', ')}, and is "${text}".`);
  return choice;
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
