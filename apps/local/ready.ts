import { setTimeout as sleep } from 'node:timers/promises';

const READY_MS = 90_000;
const POLL_MS = 200;

/** Where a started Angarium is reached, and with which key. */
export interface Reachable {
  apiUrl: string;
  apiKey: string;
  /** Of the Web UI, or in words when an existing server is used. */
  temporalUi: string;
}

/** Waits until every piece answers. Throws, naming what is missing, after 90 s. */
export async function untilReady(apiUrl: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const missing = await missingPieces(apiUrl);
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`still missing after ${READY_MS / 1000} s: ${missing.join(', ')}`);
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function missingPieces(apiUrl: string): Promise<string[]> {
  try {
    const response = await fetch(`${apiUrl}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    const { checks } = (await response.json()) as { checks: Record<string, string> };
    return Object.keys(checks).filter((piece) => checks[piece] !== 'up');
  } catch {
    return ['api'];
  }
}

/** The line that begins `Angarium is ready`, then two commands to paste. R-01 */
export function welcome({ apiUrl, apiKey, temporalUi }: Reachable): string {
  const authorization = `-H 'Authorization: Bearer ${apiKey}'`;
  const invoke = `curl -X POST ${apiUrl}/automations/invoke ${authorization} -H 'Content-Type: application/json'`;
  return [
    `Angarium is ready  API ${apiUrl}  key ${apiKey}  Temporal UI ${temporalUi}`,
    '',
    'Send a first notification, then look at it:',
    '',
    `${invoke} -d '${JSON.stringify(example)}'`,
    '',
    `curl ${apiUrl}/messages ${authorization}`,
    '',
  ].join('\n');
}

const example = {
  automation: {
    steps: [
      {
        action: 'send',
        message: {
          to: { email: 'you@example.com' },
          content: { title: 'Hello {{name}}', body: 'Your first automation ran.' },
        },
      },
    ],
  },
  data: { name: 'Ada' },
};
