import pg from 'pg';

/** Counts every statement that this process sends to PostgreSQL, at the driver, until `stop`. */
export function countStatements() {
  const original = pg.Client.prototype.query;
  const sent: string[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...args: Parameters<typeof original>) {
    const [query] = args as unknown as [string | { text?: string }];
    sent.push(typeof query === 'string' ? query : (query.text ?? ''));
    return original.apply(this, args);
  } as typeof original;
  return {
    /** What is asked once in a while for all, of keys and of the backlog, is no run's cost, whenever it happens to be due. */
    get texts() {
      return sent.filter((text) => !/\bapi_key\b|AS waiting/.test(text));
    },
    stop() {
      pg.Client.prototype.query = original;
    },
  };
}
