import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnswer } from '../../activities/fetch/read-answer.ts';
import type { Outbound } from '../../activities/ports/outbound.ts';
import { PUBLIC_HTTPS, urlRefusal } from '../../platform/outbound/guard.ts';
import { HttpOutbound } from '../../platform/outbound/http-outbound.ts';
import { AssumedOutbound } from '../../simulation/assumptions/assumed-outbound.ts';
import { Assumptions } from '../../simulation/assumptions/assumptions.ts';
import { localOutbound } from '../support/local-outbound.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const MOST_BYTES = 100;

let answer: { status: number; body: string };
let web: WebServer;

beforeAll(async () => {
  web = await startWebServer((_, response) => response.writeHead(answer.status).end(answer.body));
});

afterAll(() => web.close());

/** What a step makes of the answer. */
async function cameTo(outbound: Outbound, url: URL) {
  const request = { method: 'GET', url, headers: {}, timeoutMs: 5_000, maxBytes: MOST_BYTES };
  const { headers: _, ...told } = { headers: {}, ...readAnswer(await outbound.send(request)) };
  return told;
}

function assumed(given: object): AssumedOutbound {
  const { fetches } = Assumptions.parse({ fetches: { a: given } });
  const refusal = (url: URL) => urlRefusal(url, PUBLIC_HTTPS);
  return new AssumedOutbound(new Map([[0, [fetches.a].flat()]]) as never, { refusal });
}

describe('assumed outbound', () => {
  it.each<[status: number, body: unknown]>([
    ...[200, 201, 204, 205, 206, 300, 301, 304, 404, 503].map((status): [number, unknown] => [status, { ok: true }]),
    [200, []],
    [200, 'text'],
    [200, null],
    [200, { toString: 'x' }],
    [200, { long: 'ø'.repeat(40) }],
    [200, { long: 'ø'.repeat(60) }],
    [404, { long: 'x'.repeat(200) }],
    [204, { long: 'x'.repeat(200) }],
  ])('DR-03 assumed outbound: a %i with %j comes to what a server does that answers so', async (status, body) => {
    answer = { status, body: JSON.stringify(body) };
    const real = await cameTo(localOutbound(), new URL(web.url));
    expect(await cameTo(assumed({ status, body }), new URL('https://example.com/'))).toEqual(real);
  });

  it.each([
    'ftp://x.io/',
    'http://169.254.169.254/',
    'http://[fd00::1]/',
    'https://[fd00::1]/',
    'http://a:b@host/',
    'https://a:b@host/',
    'https://93.184.216.34:25/',
    'https://2130706433/',
  ])(
    'DR-03 assumed outbound: %s is not called, as it is not in a real run, and nobody is asked for its answer',
    async (url) => {
      const real = await cameTo(new HttpOutbound(PUBLIC_HTTPS), new URL(url));
      const outbound = assumed({});
      expect(await cameTo(outbound, new URL(url))).toEqual(real);
      expect(real).toMatchObject({ reason: 'the call is not allowed' });
      expect(outbound.asked.size).toBe(0);
    },
  );
});
