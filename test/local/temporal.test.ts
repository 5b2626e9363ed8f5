import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { loadSettings } from '../../platform/config/settings.ts';
import { freePort } from '../../platform/free-port.ts';
import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { startTemporal } from '../../platform/temporal/dev-server.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { newFolder, writeProgram } from '../support/programs.ts';
import { takenPorts } from '../support/taken-ports.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});

afterAll(() => connection.close());

it('R-10 dev server: keeps closed runs for 30 days', async () => {
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
});

it('R-10 dev server: knows our search attributes from the start', async () => {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes ?? {})).toEqual(
    expect.arrayContaining(Object.values(searchAttributes).map(({ name }) => name)),
  );
});

it('R-03 dev server: tells its metrics, from which costs are read', async () => {
  expect(await (await fetch(inject('temporalMetricsUrl'))).text()).toContain('service_requests');
});

describe('a port that is taken between the choice and the start', () => {
  /** Starts a server whose first `takings` starts find their port in use by then. */
  async function startWithTakenPorts(takings: number) {
    const { temporalCli } = loadSettings(process.env);
    const cli = await findTemporalCli({ path: temporalCli, env: process.env, say: () => {} });
    const ports = takenPorts('--port', takings);
    const options = { cli, port: 0, namespace: 'default', searchAttributes: [], launch: ports.launch };
    const started = await startTemporal(options).finally(ports.free);
    return { ...started, expendable: ports.expendable };
  }

  it('R-10 dev server: is started again on another one, and its end is nobody else’s affair', async () => {
    const { address, child, expendable } = await startWithTakenPorts(2);
    const other = await Connection.connect({ address });
    await other.workflowService.describeNamespace({ namespace: 'default' });
    await other.close();
    await child.stop('SIGKILL', 0);
    await eventually(async () => expect(expendable).toEqual([true, true, false]));
  });

  it('R-10 dev server: is given up after five', async () => {
    await expect(startWithTakenPorts(Number.POSITIVE_INFINITY)).rejects.toThrow(/ended while it started: exit code 1/);
  });
});

it('R-10 dev server: one that ends for another reason than its port is not started again', async () => {
  const folder = newFolder();
  const cli = writeProgram(join(folder, 'temporal'), `echo started >> ${folder}/starts`, 'exit 3');
  const port = await freePort(0);
  const options = { cli, port, namespace: 'default', searchAttributes: [], launch };
  await expect(startTemporal(options)).rejects.toThrow('the Temporal server ended while it started: exit code 3');
  expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('started\n');
  rmSync(folder, { recursive: true });
});
