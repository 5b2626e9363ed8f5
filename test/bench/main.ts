// npm run bench [NAME …] [-- --scale N]
import { availableParallelism } from 'node:os';
import { DefaultLogger, Runtime } from '@temporalio/worker';

import { type BenchName, benches } from './benches.ts';
import { readOptions } from './options.ts';
import { Report } from './report.ts';
import { startWorld, type World } from './world.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const say = (line: string) => process.stdout.write(`${line}\n`);
// An exit takes the children along; the signal alone would leave them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

run().then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: Error) => {
    process.stderr.write(`The benches broke off: ${error.stack}\n`);
    process.exit(2);
  },
);

/** True when every count held. */
async function run(): Promise<boolean> {
  const { names, scale } = readOptions(process.argv.slice(2));
  const report = new Report(say);
  const world = await startWorld(report, scale, process.env);
  say(`${availableParallelism()} cores, Node ${process.version}, sizes × ${scale}`);
  try {
    for (const name of names) await measure(name, world);
  } finally {
    await world.stop();
  }
  say(report.failed === 0 ? '\nEvery count holds.' : `\n${report.failed} counts are broken.`);
  return report.failed === 0;
}

async function measure(name: BenchName, world: World): Promise<void> {
  const { about, run } = benches[name];
  const began = Date.now();
  say(`\n${name} – ${about}`);
  await run(world);
  say(`  (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}
