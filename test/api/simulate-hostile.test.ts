import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, startApi } from '../support/api.ts';
import { apiInvoke } from '../support/api-journeys.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
  await api.ask('POST', '/providers', { body: { provider: 'outbox' } });
  const notification = { name: 'Hello', alias: 'hello', content: { title: 'Hello', body: 'B' } };
  await api.ask('POST', '/notifications', { body: { notification, state: 'PUBLISHED' } });
  // What is loaded at the first request is no part of what is measured.
  await api.ask('POST', '/journeys/simulate', { body: { journey: { nodes: [apiInvoke] }, user_id: 'ada' } });
});

afterAll(() => api.close());

const exit = { type: 'exit' };
const branch = (nodes: object[]) => ({
  type: 'branch',
  paths: [{ conditions: ['data.a', 'exists'], nodes }],
  default: { nodes: [] },
});
const deep = (depth: number): object => (depth === 0 ? exit : branch([deep(depth - 1)]));
const many = (count: number, item: object) => Array.from({ length: count }, () => item);
const send = (body: string) => ({
  action: 'send',
  message: { to: { email: 'ada@example.com' }, content: { title: 'T', body } },
});
const loops = '{{#each data.items}}{{#each @root.data.items}}x{{/each}}{{/each}}';
const items = Array.from({ length: 250 }, (_, index) => index);
const journey = (nodes: object[]) => ({ journey: { nodes: [apiInvoke, ...nodes] }, user_id: 'ada' });

test.each<[string, string, object]>([
  ['501 nodes', 'journeys', journey(many(501, exit))],
  ['branches 11 deep', 'journeys', journey([deep(11)])],
  ['deep branches beside each other', 'journeys', journey([deep(9), deep(9), deep(12)])],
  ['60,000 nodes', 'journeys', journey(many(60_000, exit))],
  ['201 steps', 'automations', { automation: { steps: many(201, { action: 'delay', duration: '1 hour' }) } }],
  ['4 MB of a condition', 'automations', { automation: { steps: [{ ...send('x'), if: 'a && '.repeat(800_000) }] } }],
  ['4 MB of parentheses', 'automations', { automation: { steps: [{ ...send('x'), if: '('.repeat(4_000_000) }] } }],
  ['4 MB of a template', 'automations', { automation: { steps: [send('{{#if a}}'.repeat(400_000))] } }],
  [
    'a pattern that backtracks',
    'journeys',
    {
      ...journey([
        {
          type: 'fetch',
          method: 'get',
          url: 'https://x.io',
          merge_strategy: 'overwrite',
          response_schema: { type: 'string', pattern: '(?=(a+)+$)' },
        },
      ]),
    },
  ],
])('DR-27 %s: a 400 within a second of processing', async (_name, kind, body) => {
  const { answer, processedMs } = await measured(kind, body);
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(400);
  expect(processedMs).toBeLessThan(1_000);
});

test('DR-27 simulations beside each other leave the API to others: a GET is never refused, and they are told to come again', async () => {
  const body = { automation: { steps: many(200, send(loops)) }, data: { items: items.slice(0, 40) } };
  const simulations = many(25, {}).map(() => api.ask('POST', '/automations/simulate', { body }));
  let isOver = false;
  const answers = Promise.all(simulations).finally(() => {
    isOver = true;
  });
  const statuses = new Set<number>();
  while (!isOver) statuses.add((await api.ask('GET', '/brands')).statusCode);
  expect([...statuses]).toEqual([200]);
  const refused = (await answers).filter(({ statusCode }) => statusCode === 503);
  expect(refused.length).toBeGreaterThanOrEqual(15);
  expect(new Set((await answers).map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]));
  for (const { headers } of refused) expect(headers['retry-after']).toMatch(/^\d$/);
});

test('DR-27 what others have of the processor is not counted: legal journeys are simulated beside each other', async () => {
  const note = { type: 'send', message: { template: 'hello' } };
  const body = journey(many(449, note));
  const answers = await Promise.all(many(3, {}).map(() => api.ask('POST', '/journeys/simulate', { body })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
});

test('DR-27 a simulation that takes too long is stopped after a second and its step, and lets others in between', async () => {
  const body = { automation: { steps: many(200, send(loops)) }, data: { items } };
  const { answer, processedMs, longestTurnMs } = await measured('automations', body);
  expect(answer.json().message).toMatch(/^the simulation takes more than 1000 ms/);
  expect(answer.statusCode).toBe(400);
  expect(processedMs).toBeLessThan(2_000);
  expect(longestTurnMs).toBeLessThan(1_000);
});

test('DR-27 DR-29 an event for hundreds of triggers is judged for a second and one of them, and lets others in between', async () => {
  await api.ask('PUT', '/profiles/ada', { body: { profile: { email: 'ada@example.com' } } });
  const conditions = { AND: Array.from({ length: 100 }, () => ['properties', 'is equal', 'x']) };
  const waits = { type: 'trigger', trigger_type: 'segment', request_type: 'track', conditions };
  const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
  const event = { type: 'track', event: 'Large', userId: 'ada', properties };
  const { answer, processedMs, longestTurnMs } = await measured('journeys', {
    journey: { nodes: [...many(200, waits), exit] },
    event,
  });
  expect(answer.json().message).toMatch(/^the simulation takes more than 1000 ms/);
  expect(processedMs).toBeLessThan(3_000);
  expect(longestTurnMs).toBeLessThan(1_000);
});

/**
 * What a simulation takes of the processor, and the longest turn in which nobody else is served: both are times of all threads
 * of the process together, so that waiting for the processor, on a computer that is busy, is no part.
 */
async function measured(kind: string, body: object) {
  const began = processorMs();
  let [last, longestTurnMs] = [began, 0];
  const look = () => {
    longestTurnMs = Math.max(longestTurnMs, processorMs() - last);
    last = processorMs();
  };
  const looks = setInterval(look, 5);
  const answer = await api.ask('POST', `/${kind}/simulate`, { body });
  clearInterval(looks);
  look();
  return { answer, processedMs: last - began, longestTurnMs };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
