import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { compileJourney } from '../../language/compile/compile-journey.ts';
import { triggerSource } from '../../language/events/event-sources.ts';
import type { Journey } from '../../language/journey.ts';
import { Database } from '../../platform/database/database.ts';
import { createDatabase } from '../support/postgres.ts';

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
});

afterAll(() => database.close());

/** What is trimmed, what only looks like it, and what is no blank: the longest name has the most bytes, too. */
const blanks = [...' \t\n\v\f\r\u00a0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'];
const notBlanks = ['\u0085', '\u180e', '\u200b', '\u2060'];
const letters = ['a', 'Order Completed', 'é', '😀', '%', '*', '\\', '"', '語'.repeat(256)];

const word = (...others: string[]) => {
  const part = fc.constantFrom(...blanks, ...notBlanks, ...letters, ...others);
  return fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
};
const absent = fc.constantFrom(undefined, null);
const event = fc.oneof({ weight: 3, arbitrary: word('/') }, absent);

const trigger = fc.oneof(
  fc.constant({ trigger_type: 'api-invoke' }),
  fc.record({ trigger_type: fc.constant('audience'), audience_id: word() }),
  fc.record({
    trigger_type: fc.constant('segment'),
    request_type: fc.constantFrom('track', 'page'),
    event_id: event,
  }),
  fc.record({ trigger_type: fc.constant('segment'), request_type: fc.constantFrom('identify', 'group') }),
  fc.record({
    trigger_type: fc.constant('webhook'),
    event_source: word(),
    event_id: event,
  }),
);

/** Journeys as they are published: what is undefined is not there. */
const journeys = fc.array(trigger, { minLength: 1, maxLength: 4 }).map((triggers): Journey => {
  const nodes = triggers.map((fields, index) => ({ id: `t${index}`, type: 'trigger', ...fields }));
  return JSON.parse(JSON.stringify({ name: 'A journey', nodes: [...nodes, { id: 'x', type: 'exit' }] }));
});

it('E-04 triggers: the database and the language have them wait for the same events', async () => {
  let waiting = 0;
  await fc.assert(
    fc.asyncProperty(journeys, async (journey) => {
      const { triggers, problems } = compileJourney(journey, { at: 0 });
      fc.pre(problems.length === 0);
      const rows = await database.query<{ source: string }>('SELECT event_sources($1) AS source', [journey]);
      const sources = triggers.map(({ fields }) => triggerSource(fields)).filter((source) => source !== undefined);
      expect(rows.map(({ source }) => source).sort()).toEqual([...new Set(sources)].sort());
      waiting += sources.length;
    }),
    { numRuns: 300 },
  );
  expect(waiting).toBeGreaterThan(100);
});
