import { join } from 'node:path';
import { expect, inject } from 'vitest';

import type { Database } from '../../platform/database/database.ts';
import { invoke, untilEnded } from '../support/ask.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { checkLedger } from '../support/ledger-checker.ts';
import { type ReceivedMail, startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import type { KillPoint } from './kill-once.ts';
import { MortalWorker } from './mortal-worker.ts';
import type { WorkerOrder } from './worker.ts';

export interface Scenario {
  point: KillPoint;
  deduplicates: boolean;
  guarantee?: 'at-least-once' | 'at-most-once';
  /** The provider takes the first delivery of each run at its second attempt only. */
  defers?: boolean;
}

/** Shorter than the heartbeat's time-out, so that the retry finds it expired. */
const LEASE_MS = 3_000;

const send = (user: string) => ({
  action: 'send',
  message: { to: { email: `${user}@example.com` }, content: { title: 'T', body: 'B' } },
});

/** The killed delivery is the last step of its run, the first before a wait, and the first of two. */
const automations = [
  [send('only')],
  [send('before'), { action: 'delay', duration: '1 second' }, send('after')],
  [send('first'), send('second')],
];

/** Three runs whose first delivery loses its worker at the same point, up to their end. Needs a folder for its marker. */
export async function playScenario({ point, deduplicates, guarantee, defers }: Scenario, folder: string) {
  const temporal = await ownNamespace(inject('temporalAddress'));
  const api = await startEngineApi({ ...temporal, outbox: false });
  const mailServer = await startMailServer({ deduplicates, onMail: defers ? deferOnce() : undefined });
  await eventually(() => configureSmtp(api, mailServer.port, { guarantee }));
  // Before the worker starts; a machine that is busy with the others' may answer 503, which tells a client to come again.
  const runIds = await Promise.all(
    automations.map((steps) => eventually(() => invoke(api, { automation: { steps } }))),
  );
  const order: WorkerOrder = {
    databaseUrl: api.databaseUrl,
    temporalAddress: inject('temporalAddress'),
    namespace: temporal.namespace,
    bundle: inject('workflowBundle'),
    leaseMs: LEASE_MS,
    point,
    deliveries: automations.length,
    marker: join(folder, temporal.namespace),
  };
  const worker = new MortalWorker(order);
  const working = worker.run();
  try {
    const ends = Promise.all(runIds.map((runId) => untilEnded(api, runId)));
    const results = await Promise.race([ends, working.then(() => [])]);
    await eventually(() => expectNonePending(api.database), 60_000);
    return { kills: worker.kills, results, ...(await checkLedger(api.database.pool, mailServer.mails)) };
  } finally {
    await worker.close();
    await mailServer.close();
    await api.close();
    await temporal.close();
  }
}

const FIRST_OF_A_RUN = /^(only|before|first)@/;

/** Refuses a mail for now, once for each delivery key. */
function deferOnce(): (mail: ReceivedMail) => void {
  const seen = new Set<string>();
  return ({ key, to }) => {
    if (!FIRST_OF_A_RUN.test(to[0] ?? '') || seen.has(key)) return;
    seen.add(key);
    throw Object.assign(new Error('come back later'), { responseCode: 451 });
  };
}

async function expectNonePending(database: Database): Promise<void> {
  const pending = await database.prisma.delivery.count({ where: { status: { in: ['claimed', 'deferred'] } } });
  expect(pending).toBe(0);
}
