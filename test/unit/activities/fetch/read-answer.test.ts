import { describe, expect, it } from 'vitest';

import { readAnswer } from '../../../../activities/fetch/read-answer.ts';
import type { OutboundAnswer } from '../../../../activities/ports/outbound.ts';
import { answered } from '../../../support/fake-outbound.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('reading an answer', () => {
  it.each([200, 201, 299])('F-02 answer: the object of a %i is taken', (status) => {
    const headers = { 'x-page': '2' };
    const answer = answered('\ufeff {"a":[{"b":null}]} ', status, headers);
    expect(readAnswer(answer)).toEqual({ body: { a: [{ b: null }] }, status, headers });
  });

  it.each([100, 204, 301, 304, 400, 404, 429, 500])('F-02 answer: a %i without use says its status apart', (status) => {
    const { reason } = readAnswer(answered('', status)) as { reason: string };
    expect(reason).toBe(status === 204 ? 'the answer is no JSON object' : 'the answer is no success');
    if (status !== 204) expect(readAnswer(answered({ a: 1 }, status))).toEqual({ reason, detail: `status ${status}` });
  });

  it.each<unknown>([
    '',
    '[]',
    '[{"a":1}]',
    'null',
    '5',
    '"text"',
    '{"a":1',
    '<html>',
    '{}{}',
    bytes(123, 34, 0xff, 34, 58, 49, 125),
  ])('N-33 answer: %j is no JSON object', (body) => {
    expect(readAnswer(answered(body))).toEqual({ reason: 'the answer is no JSON object' });
  });

  it.each([
    '{"__proto__":{"x":1}}',
    '{"a":[{"b":{"constructor":{"prototype":{"x":1}}}}]}',
    '{"a":{"prototype":1}}',
    '{"a":"\\u0000"}',
    '{"a":"\\ud83d"}',
    '{"a":1e999}',
    `${'{"a":'.repeat(64)}{}${'}'.repeat(64)}`,
    `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
  ])('W-13 answer: what may not come by a request may not come by an answer either (%#)', (body) => {
    const { reason } = readAnswer(answered(body)) as { reason: string };
    expect(reason).toBe('the answer holds what no data may hold');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each<[OutboundAnswer, object]>([
    [
      { kind: 'refused', reason: 'r' },
      { reason: 'the call is not allowed', detail: 'r' },
    ],
    [
      { kind: 'unanswered', reason: 'r', mayHaveArrived: true },
      { reason: 'the call was not answered', detail: 'r' },
    ],
    [{ kind: 'oversized', status: 200 }, { reason: 'the answer is too large' }],
  ])('F-02 answer: %j is none', (answer, miss) => {
    expect(readAnswer(answer)).toEqual(miss);
  });
});
