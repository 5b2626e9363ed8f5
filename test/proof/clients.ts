import { setTimeout as pause } from 'node:timers/promises';

import type { Accepted } from './accepted.ts';
import type { Client } from './client.ts';
import type { Errand } from './load.ts';

/** Runs every errand at its time, however long the others take; `accepted` grows as answers come. */
export async function runErrands(
  errands: readonly Errand[],
  clientOf: (errand: Errand) => Client,
  accepted: Accepted[],
): Promise<void> {
  const began = Date.now();
  const running: Promise<void>[] = [];
  for (const errand of errands) {
    await pause(Math.max(0, began + errand.atMs - Date.now()));
    running.push(runErrand(errand, clientOf(errand), accepted));
  }
  await Promise.all(running);
}

async function runErrand(errand: Errand, client: Client, accepted: Accepted[]): Promise<void> {
  const { key, path, body, cancel } = errand;
  const { runId, requestId } = (await client.post(path, key, body)) ?? {};
  const id = runId ?? requestId;
  if (id === undefined) return;
  accepted.push({ client, errand, id });
  if (!cancel) return;
  await pause(cancel.afterMs);
  const token = body.automation?.cancelation_token;
  await client.post(
    '/automations/cancel',
    `${key}-cancel`,
    cancel.by === 'run' ? { run_id: id } : { cancelation_token: token },
  );
}
