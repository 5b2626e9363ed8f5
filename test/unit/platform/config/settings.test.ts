import { describe, expect, it } from 'vitest';

import { InvalidInput } from '../../../../language/problem.ts';
import { loadServerSettings } from '../../../../platform/config/server-settings.ts';
import { loadSettings } from '../../../../platform/config/settings.ts';

const key = Buffer.alloc(32, 1).toString('base64');

function problemsOf(env: Record<string, string>): string[] {
  try {
    loadServerSettings({ DATABASE_URL: 'postgresql://x/y', TEMPORAL_ADDRESS: 'localhost:7233', ...env });
    return [];
  } catch (error) {
    return (error as InvalidInput).problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('R-01 settings', () => {
  it('R-01 settings: nothing has to be set', () => {
    expect(loadSettings({}, false)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataFolder: '.angarium',
      temporalNamespace: 'default',
      temporalTls: false,
      temporalPort: 7233,
      temporalUiPort: 8233,
      encryptionKeys: [],
      searchable: 'plain',
      rateLimits: [],
      outboundAllow: { hosts: new Set(), ranges: [] },
      outboundHttp: false,
      logLevel: 'info',
      logFormat: 'json',
    });
  });

  it('R-01 settings: an empty variable is an absent one', () => {
    expect(loadSettings({ ANGARIUM_PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('R-01 settings: the log is readable on a terminal only, unless said otherwise', () => {
    expect(loadSettings({}, true).logFormat).toBe('pretty');
    expect(loadSettings({ ANGARIUM_LOG_FORMAT: 'json' }, true).logFormat).toBe('json');
  });
});

describe('R-02 settings', () => {
  it('R-02 settings: a process alone must be told where its servers are', () => {
    expect(() => loadServerSettings({})).toThrow(/DATABASE_URL: must be set.*; TEMPORAL_ADDRESS: must be set/);
  });

  it.each([
    ['ANGARIUM_PORT', '70000', 'must be a port, 0 to 65535'],
    ['ANGARIUM_PORT', '0x10', 'must be a port, 0 to 65535'],
    ['ANGARIUM_API_KEY', 'short', 'must be 8 to 200 visible ASCII characters'],
    ['ANGARIUM_API_KEY', 'with a blank', 'must be 8 to 200 visible ASCII characters'],
    ['DATABASE_URL', 'mysql://x/y', 'must be a URL that begins postgresql://'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233', 'must be host:port'],
    ['TEMPORAL_TLS', 'yes', 'must be true or false'],
    ['TEMPORAL_TLS_CLIENT_KEY_PATH', 'a.pem', 'must be set too'],
    ['ANGARIUM_LOG_LEVEL', 'loud', 'must be fatal, error, warn, info, debug or trace'],
    ['ANGARIUM_LOG_FORMAT', 'xml', 'must be pretty or json'],
    ['ANGARIUM_ENCRYPTION_KEYS', `k1:${key},k2:short`, 'entry 2 must be id:key, the key 32 bytes in base64'],
    ['ANGARIUM_ENCRYPTION_KEYS', `k1:${key},k1:${key}`, 'names a key id twice'],
    ['ANGARIUM_OUTBOUND_HTTP', 'yes', 'must be true or false'],
    ...[
      '10.0.0.0/33',
      '10.0.0.0/',
      '127.1/8',
      'a/8',
      'crm.internal:8080',
      'http://crm.internal',
      '*.internal',
      'a b',
      '',
    ].map((entry): [string, string, string] => [
      'ANGARIUM_OUTBOUND_ALLOW',
      `127.0.0.1,${entry}`,
      'entry 2 must be a host name or a range such as 10.1.0.0/16',
    ]),
    ['ANGARIUM_RATE_LIMITS', 'PUT /lists=20', 'entry 1 must look like PUT /lists/{id}=20/min (per s, min or h)'],
  ])('R-02 settings: refuses %s=%s', (variable, value, message) => {
    const found = problemsOf({ [variable]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
    expect(found[0]).toContain(variable.startsWith('TEMPORAL_TLS_CLIENT') ? 'TEMPORAL_TLS_CLIENT_CERT_PATH' : variable);
  });

  it('R-02 settings: every problem is reported together, and no value is shown', () => {
    const found = problemsOf({
      ANGARIUM_PORT: 'x',
      ANGARIUM_ENCRYPTION_KEYS: 'hunter2',
      TEMPORAL_TLS_CLIENT_CERT_PATH: 'c',
    });
    expect(found.map((line) => line.split(':')[0])).toEqual([
      'ANGARIUM_PORT',
      'ANGARIUM_ENCRYPTION_KEYS',
      'TEMPORAL_TLS_CLIENT_KEY_PATH',
    ]);
    expect(found.join()).not.toContain('hunter2');
  });

  it.each([
    [{ TEMPORAL_API_KEY: 'k' }, true],
    [{ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'false' }, false],
    [{ TEMPORAL_TLS_SERVER_CA_CERT_PATH: 'ca.pem' }, true],
    [{}, false],
  ])('R-02 settings: TLS with %j is %s', (env, tls) => {
    expect(loadSettings(env).temporalTls).toBe(tls);
  });

  it("R-02 settings: a user's own keys hash what Temporal shows, the generated one does not", () => {
    const own = loadSettings({ ANGARIUM_ENCRYPTION_KEYS: `k1:${key}, k2:${key}` });
    expect(own.encryptionKeys.map(({ id, key }) => [id, key.length])).toEqual([
      ['k1', 32],
      ['k2', 32],
    ]);
    expect(own.searchable).toBe('hashed');
    expect(loadSettings({ ANGARIUM_ENCRYPTION_KEYS: `generated:${key}` }).searchable).toBe('plain');
  });
});

it('W-31 settings: reads rate limits', () => {
  const { rateLimits } = loadSettings({
    ANGARIUM_RATE_LIMITS: 'PUT /lists/{id}=20/min, POST /lists/{id}/subscriptions=5/s',
  });
  expect(rateLimits).toEqual([
    { method: 'PUT', path: '/lists/{id}', max: 20, windowMs: 60_000 },
    { method: 'POST', path: '/lists/{id}/subscriptions', max: 5, windowMs: 1_000 },
  ]);
});

it('N-32 settings: reads the hosts and ranges that may be called although they are private', () => {
  const { outboundAllow, outboundHttp } = loadSettings({
    ANGARIUM_OUTBOUND_ALLOW: '127.0.0.1, fd00::/8, 10.1.2.3/16,CRM.internal,bücher.example',
    ANGARIUM_OUTBOUND_HTTP: 'true',
  });
  expect([...outboundAllow.hosts]).toEqual(['crm.internal', 'xn--bcher-kva.example']);
  expect(outboundAllow.ranges.map(([network, bits]) => `${network}/${bits}`)).toEqual([
    '127.0.0.1/32',
    'fd00::/8',
    '10.1.2.3/16',
  ]);
  expect(outboundHttp).toBe(true);
});
