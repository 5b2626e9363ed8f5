import { expect, it } from 'vitest';

import { eventShape } from '../../../../language/events/event-shape.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import { findInRun } from '../../../../language/reference/find-in-run.ts';

const shapeOf = (body: JsonObject, type: 'track' | 'identify' | 'webhook' = 'track') =>
  eventShape({ type, body }).map(({ path, detected }) => `${path} ${detected}`);

it('§6 the paths of an event are those that conditions write', () => {
  const properties = { total: 5, to: { city: 'Bonn', at: { n: true } }, items: [{ sku: 'a' }], none: null };
  expect(shapeOf({ event: 'E', properties })).toEqual([
    'properties.total number',
    'properties.to.city string',
    'properties.to.at.n boolean',
    'properties.items array',
  ]);
  expect(shapeOf({ traits: { plan: 'gold' } }, 'identify')).toEqual(['traits.plan string']);
  expect(shapeOf({ amount: 5, of: { currency: 'EUR' } }, 'webhook')).toEqual(['amount number', 'of.currency string']);
});

it('§6 N-01 what a run calls something else is found below its data', () => {
  const body = { data: { x: 1 }, user: 'u', profile: true, recipient: 2, tenant: { data: 3 }, other: { data: 4 } };
  const paths = eventShape({ type: 'webhook', body }).map(({ path }) => path);
  expect(paths).toEqual([
    'data.data.x',
    'data.user',
    'data.profile',
    'data.recipient',
    'data.tenant.data',
    'other.data',
  ]);
  const run = { data: body, profile: { data: 'p' }, recipient: 'ada', tenant: { id: 't' }, outputs: {} };
  expect(paths.map(findInRun(run))).toEqual([1, 'u', true, 2, 3, 4]);
  expect(shapeOf({ traits: { data: 1 } }, 'identify')).toEqual(['traits.data number']);
});

it('§6 what no path can name is left out', () => {
  expect(shapeOf({ properties: { 'a.b': 1, 'c[0]': 1, '{d}': 1, ' ': 1, [`e${'x'.repeat(200)}`]: 1, ok: 1 } })).toEqual(
    ['properties.ok number'],
  );
});

it('§6 a hundred paths of an event, and five levels, are enough', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`p${n}`, n]));
  expect(shapeOf({ properties: many })).toHaveLength(100);
  const deep = { a: { b: { c: { d: { e: 1 } } } } };
  expect(shapeOf({ properties: deep })).toEqual(['properties.a.b.c.d object']);
});
