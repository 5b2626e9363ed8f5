import { expect, test } from 'vitest';

import { SearchAttributeRegistration } from '../../../../platform/temporal/search-attribute-registration.ts';
import { searchAttributes } from '../../../../workflows/contracts/search-attributes.ts';

const names = Object.values(searchAttributes).map(({ name }) => name);

/** A namespace that fails with these codes of gRPC, one a question, before it does what it is asked. */
function namespaceThatFails(codes: number[], known: string[] = []) {
  const added: string[] = [];
  const operatorService = {
    async listSearchAttributes() {
      const code = codes.shift();
      if (code !== undefined) throw Object.assign(new Error(`after ${Math.random()} s`), { code });
      return { customAttributes: Object.fromEntries(known.map((name) => [name, 2])) };
    },
    async addSearchAttributes({ searchAttributes: wanted }: { searchAttributes: object }) {
      added.push(...Object.keys(wanted));
      return {};
    },
  };
  const connection = { operatorService, withDeadline: (_: unknown, ask: () => Promise<unknown>) => ask() };
  const warnings: string[] = [];
  const options = { namespace: 'ours', warn: (reason: string) => warnings.push(reason), againMs: 1 };
  const registration = new SearchAttributeRegistration(connection as never, options);
  return { registration, added, warnings, stopping: new AbortController() };
}

const UNAVAILABLE = 14;
const DEADLINE_EXCEEDED = 4;

test('A-07 search attributes: what the namespace lacks is added, and nothing else', async () => {
  const { registration, added, warnings } = namespaceThatFails([], names.slice(1));
  expect(registration.isKnown).toBe(false);
  expect(await registration.ask()).toBe(true);
  expect([registration.isKnown, added, warnings]).toEqual([true, names.slice(0, 1), []]);
});

test('A-07 search attributes: an outage is waited out, told once a kind', async () => {
  const codes = [UNAVAILABLE, UNAVAILABLE, DEADLINE_EXCEEDED, DEADLINE_EXCEEDED];
  const { registration, warnings, stopping } = namespaceThatFails(codes);
  await registration.run(stopping.signal);
  expect([registration.isKnown, warnings.length, codes]).toEqual([true, 2, []]);
});

test.each([
  ['a server that forbids it', 7],
  ['a server that does not know the question', 12],
])('A-07 search attributes: %s is asked once', async (_, code) => {
  const { registration, warnings, stopping } = namespaceThatFails([code]);
  await registration.run(stopping.signal);
  expect(registration.isKnown).toBe(false);
  expect(warnings).toEqual([expect.stringContaining('runs start without search attributes')]);
});

test('A-07 search attributes: a process that stops asks no more', async () => {
  const { registration, stopping } = namespaceThatFails([]);
  stopping.abort();
  await registration.run(stopping.signal);
  expect(registration.isKnown).toBe(false);
});
