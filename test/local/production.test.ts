import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { Child } from '../../platform/child-process.ts';
import { freePort } from '../../platform/free-port.ts';
import { writeEnvFile } from '../support/env-file.ts';
import { eventually } from '../support/eventually.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { NativeCompose } from '../support/native-compose.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { newFolder } from '../support/programs.ts';

interface Answered {
  status: string;
  runId: string;
  run: { status: string };
}

/** What must never be read in a log. */
const canaries = {
  recipient: 'canary@example.com',
  content: 'canary content',
  smtp: 'canary-smtp-password',
  header: 'canary-header',
  host: 'canary-host.invalid',
  data: 'canary data',
  token: 'canary-token',
  user: 'canary-user',
};

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let compose: NativeCompose;
let secrets: Record<string, string>;
let api: Child;
let worker: Child;
let url: string;
let metricsPort: number;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  mail = await startMailServer();
  const folder = newFolder();
  secrets = writeEnvFile(folder);
  rmSync(folder, { recursive: true });
  const port = await freePort();
  metricsPort = await freePairOfPorts();
  url = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: await createEmptyDatabase(),
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: temporal.namespace,
    ANGARIUM_PORT: `${port}`,
    ANGARIUM_METRICS_PORT: `${metricsPort}`,
  };
  compose = new NativeCompose({ secrets, environment, ports: { 3000: port, 9465: metricsPort + 1 } });
});

afterAll(async () => {
  await Promise.all([api, worker].map((child) => child?.stop('SIGKILL', 0)));
  await mail.close();
  await temporal.close();
});

/** The first of two that follow each other. */
async function freePairOfPorts(): Promise<number> {
  const first = await freePort();
  return (await freePort(first + 1)) === first + 1 ? first : freePairOfPorts();
}

async function ask(method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${secrets.ANGARIUM_API_KEY}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Answered };
}

const metrics = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

// One story, in the order of the compose file.
describe('R-02 production', () => {
  it('R-05 production: the migrations end well, and again', async () => {
    for (const _ of [1, 2]) expect(await (await compose.start('migrate')).exited).toBe('exit code 0');
    expect(compose.lines).toContain('the key of ANGARIUM_API_KEY is known');
  });

  it('R-05 production: the API and the worker become healthy', async () => {
    expect(await compose.isHealthy('api')).toBe(false);
    [api, worker] = await Promise.all([compose.start('api'), compose.start('worker')]);
    await eventually(async () => expect(await compose.isHealthy('api')).toBe(true), 30_000);
    await eventually(async () => expect(await compose.isHealthy('worker')).toBe(true), 30_000);
    await eventually(async () => expect((await ask('GET', '/health/ready')).body.status).toBe('ok'), 30_000);
  });

  it('R-02 production: an automation sends by the mail server that is configured', async () => {
    const settings = { host: '127.0.0.1', port: mail.port, secure: false, from_address: 'shop@example.com' };
    const secret = { ...settings, username: 'shop', password: canaries.smtp };
    for (const each of [settings, secret])
      expect((await ask('POST', '/providers', { provider: 'smtp', settings: each })).status).toBe(201);
    const steps = [
      {
        action: 'send',
        message: { to: { email: canaries.recipient }, content: { title: 'T', body: canaries.content } },
      },
    ];
    const { body } = await ask('POST', '/automations/invoke', { automation: { steps } });
    await eventually(async () =>
      expect((await ask('GET', `/automations/runs/${body.runId}`)).body.run.status).toBe('PROCESSED'),
    );
    expect(mail.mails.map(({ to }) => to)).toEqual([[canaries.recipient]]);
  });

  it('R-02 production: runs that go wrong end, too', async () => {
    const webhook = { url: `https://${canaries.host}/`, method: 'GET', headers: { Authorization: canaries.header } };
    const steps = [
      { action: 'fetch-data', webhook },
      { action: 'send', template: 'NO-SUCH-TEMPLATE' },
    ];
    const data = { note: canaries.data };
    const automation = { steps, cancelation_token: canaries.token };
    const request = { automation, data, recipient: canaries.user, profile: { email: canaries.recipient } };
    const { body } = await ask('POST', '/automations/invoke', request);
    await eventually(async () =>
      expect((await ask('GET', `/automations/runs/${body.runId}`)).body.run.status).toBe('ERROR'),
    );
    expect((await ask('GET', `/profiles/${canaries.user}`)).status).toBe(404);
  });

  it('R-22 production: both tell what they did, the worker what the SDK counts besides', async () => {
    const lacks = (text: string, lines: string[]) => lines.filter((line) => !text.includes(line));
    const ofApi = ['angarium_runs_accepted_total{kind="automation"} 2', 'route="/automations/invoke",status="200"'];
    expect(lacks(await metrics(metricsPort), ofApi)).toEqual([]);
    const page = readFileSync('docs/guides/operations.md', 'utf8');
    // What failed is counted once something has.
    const named = [...page.matchAll(/^\| `(temporal_(?!\w+_failed_)\w+)`/gm)].map(([, name]) => `# TYPE ${name} `);
    const ofWorker = [
      'angarium_runs_ended_total{status="PROCESSED"} 1',
      'angarium_runs_ended_total{status="ERROR"} 1',
      'angarium_provider_call_duration_seconds_count{provider="smtp",outcome="sent"} 1',
      'angarium_waiting{of="runs"} 0',
    ];
    expect(named.length).toBeGreaterThan(1);
    expect(lacks(await metrics(metricsPort + 1), [...ofWorker, ...named])).toEqual([]);
  });

  it('R-02 production: both end in order when they are asked to', async () => {
    await Promise.all([api.stop('SIGTERM', 15_000), worker.stop('SIGTERM', 30_000)]);
    expect(await Promise.all([api.exited, worker.exited])).toEqual(['exit code 0', 'exit code 0']);
  });

  it('R-02 production: what they said is JSON, and holds no secret, no address and no content', () => {
    const said = compose.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    expect(said.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['the API is ready', 'the worker is ready', 'request']),
    );
    const all = compose.lines.join('\n');
    for (const secret of [...Object.values(secrets), ...Object.values(canaries)]) expect(all).not.toContain(secret);
  });
});
