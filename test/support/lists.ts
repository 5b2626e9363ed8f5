import type { Engine } from './engine.ts';

/** That of the engine's key. */
const ENVIRONMENT = 'test';

/** Subscribes users to a list. */
export async function listOf(
  { database }: Pick<Engine, 'database'>,
  list: string,
  users: readonly string[],
): Promise<void> {
  await database.query(
    `INSERT INTO recipient_list (environment_id, id, name, created_at, updated_at) VALUES ($1, $2, $2, now(), now()) ON CONFLICT DO NOTHING`,
    [ENVIRONMENT, list],
  );
  await database.query(
    `INSERT INTO subscription (environment_id, list_id, user_id, created_at) SELECT $1, $2, id, now() FROM unnest($3::text[]) AS id`,
    [ENVIRONMENT, list, users],
  );
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
