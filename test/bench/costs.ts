import { resolve } from 'node:path';

import { invoke, untilEnded } from '../support/ask.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { startEngine } from '../support/engine.ts';
import { ownNamespace } from '../support/namespace.ts';
import { runCost } from '../support/run-cost.ts';
import { startWebServer } from '../support/web-server.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { send } from './automations.ts';
import type { World } from './world.ts';

/** B1: what canonical runs cost, exactly, of what is paid for: events, actions, statements. */
export async function costs({ postgres, temporal, report }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const databaseUrl = await copyDatabase(postgres.url, postgres.template);
  const { code } = await bundleWorkflows(resolve('workflows/index.ts'));
  const engine = await startEngine({ ...own, databaseUrl, workflows: { workflowBundle: { code } } });
  const web = await startWebServer();
  // What is asked once only, of keys and of caches, is no run's cost.
  await untilEnded(engine, await invoke(engine, { automation: { steps: [send] } }));
  for (const { name, steps, ...expected } of canonicalRuns(web.url)) {
    const given = { metricsUrl: temporal.metricsUrl, steps, recipient: 'ada' };
    const { events, actions, statements } = await runCost(engine, given);
    report.count(`${name}: events`, events, { exactly: expected.events });
    report.count(`${name}: actions`, actions, { exactly: expected.actions });
    report.count(`${name}: statements`, statements.length, { atMost: expected.statements });
  }
  await engine.close();
  await web.close();
  await own.close();
}

/** The table of the design, with its bounds. */
function canonicalRuns(url: string) {
  const delay = { action: 'delay', duration: '1 second' };
  const fetchData = { action: 'fetch-data', webhook: { url, method: 'GET' } };
  const updateProfile = { action: 'update-profile', profile: { plan: 'gold' } };
  return [
    { name: 'send', steps: [send], events: 11, actions: 2, statements: 4 },
    { name: 'send – delay – send', steps: [send, delay, send], events: 23, actions: 5, statements: 9 },
    {
      name: 'fetch-data – update-profile – send',
      steps: [fetchData, updateProfile, send],
      ...{ events: 18, actions: 4, statements: 8 },
    },
    { name: 'update-profile', steps: [updateProfile], events: 6, actions: 2, statements: 3 },
  ];
}
