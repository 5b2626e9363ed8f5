import { chmodSync, rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startPostgres } from '../../platform/database/embedded/embedded-postgres.ts';
import { eventually } from '../support/eventually.ts';
import { newFolder } from '../support/programs.ts';
import { takenPorts } from '../support/taken-ports.ts';

let folder: string;
let ports: ReturnType<typeof takenPorts>;

beforeAll(() => {
  folder = newFolder();
  // As root the server runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
});

afterEach(() => ports.free());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a server whose first `takings` starts find their port in use by then. */
function startWithTakenPorts(takings: number, parameters: string[] = []) {
  ports = takenPorts('-p', takings);
  return startPostgres({ folder, password: 'test', parameters, launch: ports.launch });
}

describe('a port of PostgreSQL that is taken between the choice and the start', () => {
  it('R-10 PostgreSQL: is started again on another one, and its end is nobody else’s affair', async () => {
    const { url, child } = await startWithTakenPorts(2);
    const client = new pg.Client(url('postgres'));
    await client.connect();
    await client.end();
    await child.stop('SIGQUIT', 5_000);
    await eventually(() => expect(ports.expendable).toEqual([true, true, false]));
  });

  it('R-10 PostgreSQL: is given up after five', async () => {
    const started = startWithTakenPorts(Number.POSITIVE_INFINITY);
    await expect(started).rejects.toThrow('the embedded PostgreSQL ended while it started: exit code 1');
    expect(ports.taken).toHaveLength(5);
  });

  it('R-10 PostgreSQL: one that ends for another reason is not started again', async () => {
    const started = startWithTakenPorts(0, ['no_such_setting=1']);
    await expect(started).rejects.toThrow('the embedded PostgreSQL ended while it started: exit code 1');
    expect(ports.expendable).toEqual([true]);
  });
});
