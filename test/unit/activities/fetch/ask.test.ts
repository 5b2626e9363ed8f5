import { describe, expect, it } from 'vitest';

import { ask } from '../../../../activities/fetch/ask.ts';
import type { OutboundAnswer } from '../../../../activities/ports/outbound.ts';
import { answered, FakeOutbound } from '../../../support/fake-outbound.ts';

const broken: OutboundAnswer = { kind: 'unanswered', reason: 'the connection broke', mayHaveArrived: true };
const refused: OutboundAnswer = { kind: 'refused', reason: 'the server has a private address' };
const oversized: OutboundAnswer = { kind: 'oversized', status: 200 };
const fine = answered({ a: 1 });

const NOW = Date.parse('2026-12-01T12:00:00Z');

/** Asks a world that gives these answers in turn, the last one for good; each takes so long. */
async function askOf(method: string, answers: OutboundAnswer[], eachMs = 0) {
  let time = NOW;
  const pass = async (ms: number) => {
    time += ms;
  };
  const outbound = new FakeOutbound((_, tries) => {
    time += eachMs;
    return answers[Math.min(tries, answers.length - 1)] as OutboundAnswer;
  });
  const question = { method, url: new URL('https://example.com/'), headers: {} };
  const answer = await ask(outbound, question, { now: () => time, pause: pass });
  return { answer, tries: outbound.requests.length, requests: outbound.requests };
}

describe('asking', () => {
  it.each(['GET', 'PUT', 'DELETE'])('N-37 asking: a %s is tried three times', async (method) => {
    for (const passing of [broken, answered('', 429), answered('', 500), answered('', 503)]) {
      expect(await askOf(method, [passing])).toMatchObject({ answer: passing, tries: 3 });
      expect(await askOf(method, [passing, fine])).toMatchObject({ answer: fine, tries: 2 });
    }
  });

  it.each(['POST', 'PATCH'])('N-37 asking: a %s is tried once', async (method) => {
    for (const passing of [broken, answered('', 429), answered('', 503)])
      expect(await askOf(method, [passing, fine])).toMatchObject({ answer: passing, tries: 1 });
  });

  it.each([fine, answered('', 204), answered('', 404), answered('', 302), refused, oversized])(
    'N-37 asking: %j is an answer for good',
    async (last) => {
      expect(await askOf('GET', [last, fine])).toMatchObject({ answer: last, tries: 1 });
    },
  );

  it('A-40 asking: all tries together have 10 seconds', async () => {
    const { tries, requests } = await askOf('GET', [broken], 4_000);
    expect(tries).toBe(3);
    expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([10_000, 5_750, 750]);
    expect(await askOf('GET', [broken], 10_000)).toMatchObject({ tries: 1 });
  });

  it('N-37 asking: a server may ask for patience, as far as there is time', async () => {
    const busy = (after: string) => answered('', 503, { 'retry-after': after });
    const spent = async (after: string) => (await askOf('GET', [busy(after), fine])).requests[1]?.timeoutMs;
    expect(await spent('4')).toBe(6_000);
    expect(await spent('0')).toBe(9_750);
    expect(await spent('soon')).toBe(9_750);
    expect(await spent('11')).toBeUndefined();
    expect(await spent(new Date(NOW + 3_600_000).toUTCString())).toBeUndefined();
    expect(await spent(new Date(NOW - 3_600_000).toUTCString())).toBe(9_750);
  });

  it('A-40 asking: no more than a mebibyte is read', async () => {
    expect((await askOf('GET', [fine])).requests[0]?.maxBytes).toBe(1_048_576);
  });
});
