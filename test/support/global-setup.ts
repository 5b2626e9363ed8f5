import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

import { loadSettings } from '../../platform/config/settings.ts';
import { findTestServer } from '../../platform/temporal/acquisition/test-server.ts';
import { startPostgresServer } from './postgres-server.ts';
import { newFolder } from './programs.ts';
import { startTemporalServer } from './temporal-server.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the server, without a database. */
    postgresUrl: string;
    /** Name of the migrated database that others are copied from. */
    postgresTemplate: string;
    temporalAddress: string;
    /** Where the Temporal server tells its metrics. */
    temporalMetricsUrl: string;
    /** Path of the time-skipping server's program. */
    temporalTestServer: string;
    /** Path of the bundle of the workflows as they are in the sources. */
    workflowBundle: string;
  }
}

/** The servers of one run of the tests, started once, and the workflows, bundled once. R-03 */
export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const settings = loadSettings(process.env);
  const postgres = await startPostgresServer();
  const temporal = await startTemporalServer(settings.temporalCli, say);
  project.provide('postgresUrl', postgres.url);
  project.provide('postgresTemplate', postgres.template);
  project.provide('temporalAddress', temporal.address);
  project.provide('temporalMetricsUrl', temporal.metricsUrl);
  const folder = newFolder();
  const bundle = join(folder, 'workflow-bundle.js');
  await writeFile(bundle, (await bundleWorkflows(resolve('workflows/index.ts'))).code);
  project.provide('workflowBundle', bundle);
  const search = { path: settings.temporalTestServer, env: process.env, say };
  project.provide('temporalTestServer', await findTestServer(search));
  return () => Promise.all([postgres.stop(), temporal.stop(), rm(folder, { recursive: true })]);
}
