import type { Connection } from '../connection.ts';
import type { Database } from '../database.ts';

/** Waits for what is looked up; whoever counts the time of a dry run leaves it out. */
export type Wait = <Result>(look: () => Promise<Result>) => Promise<Result>;

/** Each look has a connection no longer than it takes, in a transaction that cannot write. */
export function readOnly(database: Database, wait: Wait): Connection {
  return {
    query: (text, values) =>
      wait(() => database.transaction((client) => client.query(text, values), { isSnapshot: true })),
  };
}
