import { setTimeout as pause } from 'node:timers/promises';

import { type Accepted, runPath } from './accepted.ts';
import type { Asked } from './checker/wire.ts';
import type { Client } from './client.ts';
import type { Errand, Sequel } from './errand.ts';

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
  const { key, path, sleepsLong = false, sequel } = errand;
  const body = bodyNow(errand);
  const { runId, requestId } = (await client.post(path, key, body)) ?? {};
  const id = runId ?? requestId;
  if (id === undefined) return;
  const kind = runId ? 'run' : Array.isArray(body.message?.to) ? 'request' : 'message';
  const one: Accepted = { client, id, kind, sleepsLong };
  accepted.push(one);
  if (!sequel) return;
  await pause(sequel.afterMs);
  if (sequel.kind === 'the same again') await client.post(path, key, body);
  else await goOn(one, { key, token: body.automation?.cancelation_token }, sequel.kind, accepted);
}

/** With the instant until which its message is held back. */
function bodyNow({ body, delayMs }: Errand): Asked {
  if (delayMs === undefined) return body;
  const until = new Date(Date.now() + delayMs).toISOString();
  return { ...body, message: { ...body.message, delay: { until } } };
}

async function goOn(
  one: Accepted,
  { key, token }: { key: string; token: string | undefined },
  kind: Exclude<Sequel['kind'], 'the same again'>,
  accepted: Accepted[],
): Promise<void> {
  const { client, id } = one;
  const next = `${key}-next`;
  if (kind === 'cancel the message') await client.post(`/messages/${id}/cancel`, next);
  else if (kind === 'resend') {
    const { messageId } = (await client.post(`/messages/${id}/resend`, next)) ?? {};
    if (messageId) accepted.push({ client, id: messageId, kind: 'message' });
  } else {
    const body = kind === 'cancel by run' ? { run_id: id } : { cancelation_token: token };
    const isDone = await client.post('/automations/cancel', next, body);
    // A cancel that did nothing would show now, and perhaps never again.
    if (isDone) await client.see(runPath(one) as string);
  }
}
