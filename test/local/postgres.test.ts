import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Launch } from '../../platform/child-process.ts';
import { startPostgres } from '../../platform/database/embedded/embedded-postgres.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { newFolder } from '../support/programs.ts';

let folder: string;
let taken: Server[];

beforeAll(() => {
  folder = newFolder();
  // As root the server runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
});

afterEach(() => {
  for (const server of taken) server.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a server whose first `takings` starts find their port in use by then. */
async function startWithTakenPorts(takings: number, parameters: string[] = []) {
  taken = [];
  const expendable: (boolean | undefined)[] = [];
  const launchLate: Launch = async (options) => {
    const port = Number(options.args[options.args.indexOf('-p') + 1]);
    if (taken.length < takings) {
      const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
      await once(server, 'listening');
      taken.push(server);
    }
    const child = await launch(options);
    void child.exited.then(() => expendable.push(options.isExpendable?.()));
    return child;
  };
  const started = startPostgres({ folder, password: 'test', parameters, launch: launchLate });
  return { started, expendable };
}

describe('a port of PostgreSQL that is taken between the choice and the start', () => {
  it('R-10 PostgreSQL: is started again on another one, and its end is nobody else’s affair', async () => {
    const { started, expendable } = await startWithTakenPorts(2);
    const { url, child } = await started;
    const client = new pg.Client(url('postgres'));
    await client.connect();
    await client.end();
    await child.stop('SIGQUIT', 5_000);
    await eventually(() => expect(expendable).toEqual([true, true, false]));
  });

  it('R-10 PostgreSQL: is given up after five', async () => {
    const { started } = await startWithTakenPorts(Number.POSITIVE_INFINITY);
    await expect(started).rejects.toThrow('the embedded PostgreSQL ended while it started: exit code 1');
    expect(taken).toHaveLength(5);
  });

  it('R-10 PostgreSQL: one that ends for another reason is not started again', async () => {
    const { started, expendable } = await startWithTakenPorts(0, ['no_such_setting=1']);
    await expect(started).rejects.toThrow('the embedded PostgreSQL ended while it started: exit code 1');
    expect(expendable).toEqual([true]);
  });
});
