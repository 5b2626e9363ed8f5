import { describe, expect, it } from 'vitest';

import type { OutboundAnswer, OutboundRequest } from '../../../../activities/ports/outbound.ts';
import { answered, FakeOutbound } from '../../../support/fake-outbound.ts';
import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';
import { RUN_ID } from '../../../support/virtual.ts';

const exit = { type: 'exit', id: 'end' };

/** What becomes of a run with one fetch node, and what was asked. */
async function fetched(
  fields: object,
  { data = {}, answer = answered({ b: 2 }) }: { data?: object; answer?: OutboundAnswer } = {},
) {
  const asked: OutboundRequest[] = [];
  const outbound = new FakeOutbound((request) => {
    asked.push(request);
    return answer;
  });
  const node = { type: 'fetch', id: 'f1', method: 'get', url: 'https://x.io/{{data.id}}', merge_strategy: 'overwrite' };
  const nodes = [{ ...node, ...fields }, exit];
  const ended = await runJourneyVirtually({ nodes, data: { id: 7, ...data } }, { outbound });
  return { ...ended, asked, step: ended.steps[1] };
}

describe('fetch node', () => {
  it.each([
    ['get', undefined, undefined],
    ['delete', undefined, undefined],
    ['post', { n: '{{data.id}}' }, `${RUN_ID}-f1`],
    ['put', 'text', `${RUN_ID}-f1`],
  ])('N-31 N-37 fetch node: %s asks with body %j, and under the key %s', async (method, body, key) => {
    const { asked, run } = await fetched({ method, ...(body && { body }), query_params: { q: '{{data.id}}' } });
    const sent = typeof body === 'object' ? '{"n":7}' : body;
    expect(asked[0]).toMatchObject({ method: method.toUpperCase() });
    expect([asked[0]?.url.href, asked[0]?.body]).toEqual(['https://x.io/7?q=7', sent]);
    expect(asked[0]?.headers['idempotency-key']).toBe(key);
    expect(run.status).toBe('PROCESSED');
  });

  it.each([
    ['overwrite', { id: 7, a: { x: 1, y: 2 }, b: 2 }],
    ['soft-merge', { id: 7, a: { x: 1, y: 2 }, b: 2 }],
    ['replace', { a: { y: 2 }, b: 2 }],
    ['none', { id: 7, a: { x: 1 } }],
  ])('N-34 N-38 fetch node: with %s the data become %j', async (strategy, data) => {
    const answer = answered({ a: { y: 2 }, b: 2 });
    const { run } = await fetched({ merge_strategy: strategy }, { data: { a: { x: 1 } }, answer });
    expect(run.context.data).toEqual(data);
  });

  it.each([
    ['overwrite', { id: 8, a: { x: 2, y: 2 } }],
    ['soft-merge', { id: 7, a: { x: 1, y: 2 } }],
  ])('N-34 fetch node: with %s what both have becomes %j', async (strategy, data) => {
    const answer = answered({ id: 8, a: { x: 2, y: 2 } });
    const { run } = await fetched({ merge_strategy: strategy }, { data: { a: { x: 1 } }, answer });
    expect(run.context.data).toEqual(data);
  });

  it('N-35 fetch node: what was answered is found under its id, by any later node', async () => {
    const answer = answered({ wait: 'PT2H' }, 200, { 'x-plan': 'gold' });
    const outbound = new FakeOutbound(() => answer);
    const fetch = { type: 'fetch', id: 'f1', method: 'get', url: 'https://x.io/', merge_strategy: 'none' };
    const delay = {
      type: 'delay',
      mode: 'duration',
      duration: '{{f1.body.wait}}',
      conditions: {
        AND: [
          ['f1.status', 'is equal', '200'],
          ['f1.headers.x-plan', 'is equal', 'gold'],
        ],
      },
    };
    const { run, endedAt } = await runJourneyVirtually({ nodes: [fetch, delay] }, { outbound });
    expect([run.status, endedAt]).toEqual(['PROCESSED', 7_200_000]);
    expect(run.context.outputs).toEqual({
      f1: { body: { wait: 'PT2H' }, status: 200, headers: { 'x-plan': 'gold' } },
    });
  });

  it.each<[string, OutboundAnswer, string]>([
    ['no success', answered({}, 404), 'the answer is no success: status 404'],
    ['a list', answered([]), 'the answer is no JSON object'],
    ['no answer', { kind: 'unanswered', reason: 'broke', mayHaveArrived: true }, 'the call was not answered: broke'],
  ])('N-33 fetch node: %s is an error of the node alone', async (_, answer, reason) => {
    const { run, step, steps } = await fetched({ method: 'post' }, { answer });
    expect([run.status, step?.status, step?.context.reason, steps.length]).toEqual(['PROCESSED', 'ERROR', reason, 3]);
    expect([run.context.data, run.context.outputs]).toEqual([{ id: 7 }, undefined]);
  });

  it('N-32 fetch node: what is no address skips the node', async () => {
    const { run, step, asked } = await fetched({ url: '{{data.place}}' }, { data: { place: 'no url' } });
    expect([run.status, step?.status, step?.context.reason, asked]).toEqual([
      'PROCESSED',
      'SKIPPED',
      'Invalid URL',
      [],
    ]);
  });

  it('N-06 fetch node: an address with a part that refers to nothing is an error of node and run', async () => {
    const { run, step } = await fetched({ url: 'https://x.io/{{data.gone}}' });
    expect([run.status, step?.context.reason]).toEqual(['ERROR', 'url: data.gone refers to nothing']);
  });

  it('N-36 fetch node: an answer that differs from its schema is told of, and merged', async () => {
    const { run, step } = await fetched({
      response_schema: { required: ['c'], properties: { b: { type: 'string' } } },
    });
    expect(step?.context.violations).toEqual(["must have required property 'c'", 'b: must be string']);
    expect([run.status, run.context.data]).toEqual(['PROCESSED', { id: 7, b: 2 }]);
  });

  it('N-31 N-04 fetch node: headers are sent, and may be references as objects', async () => {
    const { asked } = await fetched({ headers: { 'X-Id': { $ref: 'data.id' } } });
    expect(asked[0]?.headers['x-id']).toBe('7');
  });
});
