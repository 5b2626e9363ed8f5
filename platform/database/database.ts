import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

import { PrismaClient } from './generated/client.ts';
import { Turns } from './turns.ts';
import { uncollided } from './uncollided.ts';

export interface DatabaseOptions {
  databaseUrl: string;
  /** At least the number of activity slots of the process. */
  poolSize?: number;
  /** How long a statement may take. */
  statementTimeoutMs?: number;
  /** Told of a connection that broke while nobody used it; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

interface TransactionOptions {
  /** How long it waits for any lock; absent: as long as for any statement. */
  lockTimeoutMs?: number;
  /** Every statement of it sees the same moment, and none may write. */
  isSnapshot?: boolean;
}

const POOL_SIZE = 20;
const CONNECT_TIMEOUT_MS = 1_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** Ours, for a server that is not there any more to keep its own. */
const ANSWER_MARGIN_MS = 2_000;

/** PostgreSQL as a process sees it: one pool, and Prisma over the same pool. */
export class Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** For whoever may have to wait for another's locks. */
  readonly turns = new Turns();

  constructor(options: DatabaseOptions) {
    const {
      databaseUrl,
      poolSize = POOL_SIZE,
      statementTimeoutMs = STATEMENT_TIMEOUT_MS,
      onIdleError = () => {},
    } = options;
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + ANSWER_MARGIN_MS,
    });
    // Without a listener a lost connection would end the process: the pool's is for those that nobody uses, and one that is lost
    // between two statements of a transaction tells the next of them.
    this.pool.on('error', onIdleError);
    this.pool.on('connect', (client) => client.on('error', () => {}));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /** Runs one statement and gives its rows. */
  async query<Row extends object = pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await uncollided(() => this.pool.query(text, [...values]));
    return rows as Row[];
  }

  /**
   * Runs `work` on one connection: committed when it resolves, rolled back when it rejects, and run again when it collided with
   * another transaction.
   */
  transaction<Result>(
    work: (client: pg.PoolClient) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    return uncollided(() => this.#transact(work, options));
  }

  async #transact<Result>(
    work: (client: pg.PoolClient) => Promise<Result>,
    options: TransactionOptions,
  ): Promise<Result> {
    const client = await this.pool.connect();
    try {
      await client.query(beginning(options));
      const result = await work(client);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      // The connection is thrown away, which rolls back even where a ROLLBACK could not be said any more.
      client.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

function beginning({ lockTimeoutMs = 0, isSnapshot = false }: TransactionOptions): string {
  const begin = isSnapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
  return lockTimeoutMs > 0 ? `${begin}; SET LOCAL lock_timeout = ${lockTimeoutMs}` : begin;
}
