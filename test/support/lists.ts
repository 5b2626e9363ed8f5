import { Subscriptions } from '../../platform/database/lists/subscriptions.ts';
import type { Engine } from './engine.ts';

/** That of the engine's key. */
const ENVIRONMENT = 'test';

/** Subscribes users to a list. */
export async function listOf(
  { database }: Pick<Engine, 'database'>,
  list: string,
  users: readonly string[],
): Promise<void> {
  const given = users.map((userId) => ({ listId: list, userId }));
  await new Subscriptions(database).add(ENVIRONMENT, [list], given, 'keep');
}

/** Subscribes users to a list, each with a profile that holds an address of theirs: `<id>@example.com`. */
export async function readersOf(
  engine: Pick<Engine, 'database'>,
  list: string,
  users: readonly string[],
): Promise<void> {
  const { database } = engine;
  await database.query(
    `INSERT INTO profile (environment_id, user_id, profile, updated_at)
     SELECT $1, id, jsonb_build_object('email', id || '@example.com', 'first_name', upper(id)), now() FROM unnest($2::text[]) AS id
     ON CONFLICT DO NOTHING`,
    [ENVIRONMENT, users],
  );
  await listOf(engine, list, users);
}

/** Ids of users who come in the order of their numbers. */
export function numbered(count: number, name = 'user'): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(6, '0')}`);
}
