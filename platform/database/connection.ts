import type pg from 'pg';

/** What runs a statement: the pool, or the one connection of a transaction. */
export interface Connection {
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}
