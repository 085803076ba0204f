import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { configOf, ConfigRefused, sqlitePath } from './config.js';

describe('without any setting', () => {
  it('all is in ./data, and is served to this machine alone, to who has a key', () => {
    expect(configOf({})).toEqual({
      dataDir: './data',
      eventStoreUrl: `sqlite:${join('data', 'events.db')}`,
      readStoreUrl: `sqlite:${join('data', 'views')}`,
      operationsStoreUrl: `sqlite:${join('data', 'operations.db')}`,
      keyStoreUrl: `sqlite:${join('data', 'keys.db')}`,
      masterKey: { file: join('data', 'master.key') },
      port: 3000,
      host: '127.0.0.1',
      organizationName: 'Our organization',
      authOff: false,
      logLevel: 'info',
    });
  });
});

describe('a setting', () => {
  it('of the environment is taken', () => {
    expect(
      configOf({
        ...{ DATA_DIR: '/srv/mentoring', PORT: '8080', HOST: '0.0.0.0', ORGANIZATION_NAME: 'Acme', LOG_LEVEL: 'debug' },
        ...{ KEY_STORE_URL: 'sqlite:/srv/keys/keys.db', MASTER_KEY_FILE: '/run/secrets/master.key' },
      }),
    ).toMatchObject({
      dataDir: '/srv/mentoring',
      eventStoreUrl: `sqlite:${join('/srv/mentoring', 'events.db')}`,
      keyStoreUrl: 'sqlite:/srv/keys/keys.db',
      masterKey: { file: '/run/secrets/master.key' },
      port: 8080,
      host: '0.0.0.0',
      organizationName: 'Acme',
      logLevel: 'debug',
    });
  });

  it('of the command line goes before the environment', () => {
    const env = { DATA_DIR: '/a', PORT: '1', HOST: '127.0.0.1' };
    const { dataDir, port, host, eventStoreUrl } = configOf(env, { dataDir: '/b', port: 0, host: 'localhost' });
    expect({ dataDir, port, host, eventStoreUrl }).toEqual({
      dataDir: '/b',
      port: 0,
      host: 'localhost',
      eventStoreUrl: `sqlite:${join('/b', 'events.db')}`,
    });
  });

  it('of the environment for the master key goes with its file', () => {
    expect(configOf({ MASTER_KEY: 'a2V5' }).masterKey).toEqual({ env: 'a2V5', file: join('data', 'master.key') });
  });

  it.each([
    ['PORT', '65536', 'PORT must be a number from 0 to 65535, and is "65536".'],
    ['PORT', '-1', 'PORT must be a number'],
    ['PORT', '80a', 'PORT must be a number'],
    ['PORT', '1e3', 'PORT must be a number'],
    ['PORT', '', 'PORT must be a number'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent, and is "loud".'],
    ['AUTH', 'no', 'AUTH must be one of on, off, and is "no".'],
    ['EVENT_STORE_URL', 'esdb://admin:changeit@db:2113', 'EVENT_STORE_URL must be sqlite:PATH in this version'],
    ['READ_STORE_URL', 'sqlite:', 'READ_STORE_URL must be sqlite:PATH in this version'],
  ])('%s=%s is refused with its name and what it may be', (name, value, message) => {
    expect(() => configOf({ [name]: value })).toThrow(ConfigRefused);
    expect(() => configOf({ [name]: value })).toThrow(message);
  });

  it('that is refused shows no password of a URL', () => {
    expect(() => configOf({ KEY_STORE_URL: 'mongodb://admin:changeit@db' })).toThrow(/^(?!.*changeit)/);
  });
});

describe('serving without keys', () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('is possible on the loopback address %s', (host) => {
    expect(configOf({ AUTH: 'off', HOST: host }).authOff).toBe(true);
  });

  it.each(['0.0.0.0', '::', '192.168.0.4', 'mentoring.example.com', '127.0.0.1.example.com', '1127.0.0.1'])(
    'is refused on %s',
    (host) => {
      expect(() => configOf({ AUTH: 'off', HOST: host })).toThrow('AUTH=off works on a loopback address only');
      expect(() => configOf({ AUTH: 'off' }, { host })).toThrow(ConfigRefused);
    },
  );
});

describe('the path in the URL of a store', () => {
  it('is what stands behind the scheme', () => {
    expect(sqlitePath('sqlite:/srv/a:b.db')).toBe('/srv/a:b.db');
    expect(sqlitePath('sqlite::memory:')).toBe(':memory:');
  });
});
