import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { settingNotes } from '../../platform/config/setting-notes.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import { composeServices, fillIn } from '../support/compose.ts';
import { writeEnvFile } from '../support/env-file.ts';
import { newFolder } from '../support/programs.ts';

const text = readFileSync('docker-compose.yml', 'utf8');
const services = composeServices();
const named = Object.entries(services);
const ours = named.filter(([, { build }]) => build);
/** They do their work and end; what waits for them waits for that. */
const jobs = ['migrate', 'temporal-namespace', 'temporal-schema'];

describe('docker-compose.yml', () => {
  it('R-05 compose: has every piece', () => {
    const pieces = [
      'api',
      'mail',
      'migrate',
      'postgresql',
      'temporal',
      'temporal-namespace',
      'temporal-schema',
      'temporal-ui',
    ];
    expect(Object.keys(services).sort()).toEqual([...pieces, 'worker']);
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
  });

  it('R-05 compose: its memory limits sum to at most 2 GB', () => {
    const limits = named.map(([name, { mem_limit }]) => {
      expect(mem_limit, name).toMatch(/^\d+m$/);
      return Number.parseInt(mem_limit, 10);
    });
    expect(limits.reduce((sum, limit) => sum + limit)).toBeLessThanOrEqual(2_048);
  });

  it.each(named)('R-05 compose: %s is of one release', (_, { image, build }) => {
    expect(image).toMatch(/:v?\d+\.\d+[\w.-]*$/);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    if (build) expect(image).toBe(`angarium:${version}`);
  });

  it.each(named)(
    'R-05 compose: what waits for %s waits until it is healthy, or done',
    (name, { healthcheck, restart }) => {
      const waiting = named.flatMap(([, { depends_on }]) => depends_on?.[name]?.condition ?? []);
      const condition = jobs.includes(name) ? 'service_completed_successfully' : 'service_healthy';
      expect(new Set([...waiting, condition])).toEqual(new Set([condition]));
      expect(restart).toBe(jobs.includes(name) ? 'on-failure:5' : 'unless-stopped');
      if (waiting.length > 0 && !jobs.includes(name)) expect(healthcheck?.test[0]).toBe('CMD');
    },
  );

  it('R-05 compose: the order of the start ends with the API and the worker', () => {
    const needs = (name: string): string[] =>
      Object.keys(services[name]?.depends_on ?? {}).flatMap((other) => [other, ...needs(other)]);
    const all = ['migrate', 'postgresql', 'temporal', 'temporal-namespace', 'temporal-schema'];
    expect([...new Set(needs('api'))].sort()).toEqual(all);
    expect([...new Set(needs('worker'))].sort()).toEqual(all);
  });

  it('R-05 compose: nothing is reached from other machines, and neither database nor Temporal from this one', () => {
    const ports = named.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port] as const));
    expect(ports.map(([name]) => name)).toEqual(['temporal-ui', 'api', 'mail']);
    for (const [, port] of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('R-05 compose: no secret is in the file', () => {
    const secret = /(PASSWORD|PWD|KEYS?|SECRET|TOKEN)$/;
    const values = named.flatMap(([, { environment = {} }]) => Object.entries(environment));
    const secrets = values.filter(([name]) => secret.test(name));
    expect(secrets.length).toBeGreaterThan(5);
    for (const [name, value] of secrets)
      expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+:(\?[^}]*|-)\}$/)]);
    const urls = values.map(([, value]) => String(value)).filter((value) => value.includes('://'));
    for (const url of urls) expect(url).toMatch(/^postgresql:\/\/\w+:\$\{\w+:\?[^}]*\}@/);
  });

  it.each(ours)('R-05 compose: what %s runs is what `npm run` runs', (name, { command = [] }) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const program = command.filter((word) => !word.startsWith('--max-old-space-size=')).join(' ');
    expect(scripts[name]).toBe(`exec ${program}`);
    expect(existsSync((command.at(-1) ?? '').replace(/^dist\/(.*)\.js$/, '$1.ts'))).toBe(true);
  });

  it('R-05 compose: every file of ours that a container reads is there', () => {
    const mounted = named.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => volume.startsWith('./'));
    for (const volume of mounted) expect(existsSync(volume.split(':')[0] ?? ''), volume).toBe(true);
    for (const file of text.match(/\/compose\/[\w.-]+/g) ?? []) expect(existsSync(`.${file}`), file).toBe(true);
  });

  it.each(ours)('R-02 compose: the settings of %s are settings', (_, { environment = {} }) => {
    const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
    const example = {
      ANGARIUM_DATABASE_PASSWORD: 'p',
      ANGARIUM_API_KEY: 'pk_prod_12345678',
      ANGARIUM_ENCRYPTION_KEYS: '',
    };
    const filled = Object.entries(given).map(([name, value]) => [name, fillIn(value, example)]);
    expect(loadSettings(Object.fromEntries(filled)).databaseUrl).toBe(
      'postgresql://angarium:p@postgresql:5432/angarium',
    );
    const page = readFileSync('docs/reference/settings.md', 'utf8');
    for (const name of Object.keys(given)) expect(page).toContain(`\`${name}\``);
  });
});

describe('settings of docker-compose.yml', () => {
  const all = settingNotes().map(([, { variable }]) => variable);
  /** The file's own, since others of its lines go by them. */
  const fixed = [
    'DATABASE_URL',
    ...['ANGARIUM_HOST', 'ANGARIUM_PORT', 'ANGARIUM_METRICS_HOST', 'ANGARIUM_METRICS_PORT'],
  ];
  /** Read by `npm start` and the tests alone. */
  const elsewhere = [
    ...['ANGARIUM_DATA_DIR', 'ANGARIUM_TEMPORAL_PORT', 'ANGARIUM_TEMPORAL_UI_PORT'],
    ...['ANGARIUM_TEMPORAL_CLI', 'ANGARIUM_TEMPORAL_TEST_SERVER'],
  ];
  /** The processes know a key by its hash. */
  const ofMigrate = ['ANGARIUM_API_KEY'];

  it.each(ours)('R-02 compose: %s is given every setting, and `.env` says what it is', (name, { environment = {} }) => {
    const left = new Set([...elsewhere, ...(name === 'migrate' ? [] : ofMigrate)]);
    expect(Object.keys(environment).sort()).toEqual(all.filter((variable) => !left.has(variable)).sort());
    for (const [variable, value] of Object.entries(environment)) {
      const isGiven = new RegExp(`^\\$\\{${variable}:[-?][^}]*\\}$`).test(String(value));
      expect([variable, isGiven]).toEqual([variable, !fixed.includes(variable)]);
    }
  });

  it.each([
    ['nothing', {}, { logLevel: 'info', temporalNamespace: 'default', temporalTls: false, rateLimits: [] }],
    [
      'what it likes',
      { ANGARIUM_LOG_LEVEL: 'debug', ANGARIUM_OUTBOUND_HTTP: 'true', ANGARIUM_RATE_LIMITS: 'PUT /lists/{id}=20/min' },
      { logLevel: 'debug', outboundHttp: true, rateLimits: [expect.objectContaining({ max: 20 })] },
    ],
  ])('R-02 compose: `.env` that says %s besides its secrets is settings', (_, said, expected) => {
    const { environment = {} } = services.api ?? {};
    const given = { ANGARIUM_DATABASE_PASSWORD: 'p', ANGARIUM_ENCRYPTION_KEYS: '', ...said };
    const filled = Object.entries(environment).map(([name, value]) => [name, fillIn(String(value), given)]);
    expect(loadSettings(Object.fromEntries(filled))).toMatchObject(expected);
  });
});

describe('npm run env', () => {
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('R-05 env: writes every secret of the compose file and no other, readable by its owner only', () => {
    const written = writeEnvFile(folder);
    const wanted = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    expect(new Set(Object.keys(written))).toEqual(wanted);
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(written.ANGARIUM_API_KEY).toMatch(/^pk_prod_[0-9a-f]{64}$/);
    const { encryptionKeys } = loadSettings({ ANGARIUM_ENCRYPTION_KEYS: written.ANGARIUM_ENCRYPTION_KEYS });
    expect(encryptionKeys.map(({ id, key }) => [id, key.length])).toEqual([['k1', 32]]);
  });

  it('R-05 env: is random each time, and never overwrites', () => {
    const first = writeEnvFile(folder);
    expect(() => writeEnvFile(folder)).toThrow('.env is there already');
    const other = newFolder();
    const second = writeEnvFile(other);
    for (const name of Object.keys(first)) expect(second[name]).not.toBe(first[name]);
    rmSync(other, { recursive: true });
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));

  it('R-05 image: is built in stages on a Debian of one release, and does not run as root', () => {
    const bases = lines.filter((line) => line.startsWith('FROM '));
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^FROM node:\d+\.\d+\.\d+-bookworm-slim( AS \w+)?$/);
    expect(last.findLast((line) => line.startsWith('USER '))).toBe('USER node');
  });

  const copied = ['package.json', 'node_modules', 'dist', 'prisma/migrations', 'scripts/healthy.mjs'];

  it('R-05 image: whoever runs it reads all of it and changes nothing, whatever the modes of the checkout', () => {
    expect(last.filter((line) => line.includes('--chown') || line.includes('--chmod'))).toEqual([]);
    const [change = ''] = lines.filter((line) => line.startsWith('RUN chmod ')).map((line) => line.slice(4));
    expect(change.split(' ').slice(3)).toEqual(copied);
    const folder = newFolder();
    const files = copied.map((path) => join(folder, path, ...(path.includes('.') ? [] : ['inner', 'file'])));
    for (const [index, file] of files.entries()) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, '');
      chmodSync(file, index % 2 === 0 ? 0o600 : 0o766);
    }
    execFileSync('sh', ['-c', change], { cwd: folder });
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o644, 0o755, 0o644, 0o755, 0o644]);
    expect(statSync(join(folder, 'dist/inner')).mode & 0o777).toBe(0o755);
    rmSync(folder, { recursive: true });
  });

  it('R-05 image: has what its processes read beside the program', () => {
    for (const path of copied)
      expect(
        last.some((line) => line.startsWith(`COPY --from=build /app/${path} `)),
        path,
      ).toBe(true);
  });
});
