import { afterAll, beforeAll, expect, it } from 'vitest';

import { EventShapes } from '../../platform/database/events/event-shapes.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

it('§6 an environment of 20,000 names and paths learns no others, and still sees those that it has', async () => {
  const { database } = api;
  await database.query(
    `INSERT INTO inbound_event_shape (environment_id, type, name, last_seen_at)
     SELECT 'one-test', 'track', 'E' || n, '2026-01-01' FROM generate_series(1, 19999) n`,
  );
  const shapes = new EventShapes(database);
  const seeing = (environmentId: string, name: string) => {
    return shapes.see([{ environmentId, type: 'track', webhook: '', name, path: '', detected: '' }]);
  };
  await seeing('one-test', 'last');
  await seeing('one-test', 'beyond');
  await seeing('one-production', 'elsewhere');
  await seeing('one-test', 'E7');
  const fresh = await database.query(
    `SELECT environment_id AS environment, name FROM inbound_event_shape WHERE last_seen_at > '2026-01-02' ORDER BY name`,
  );
  expect(fresh).toEqual([
    { environment: 'one-test', name: 'E7' },
    { environment: 'one-production', name: 'elsewhere' },
    { environment: 'one-test', name: 'last' },
  ]);
});
