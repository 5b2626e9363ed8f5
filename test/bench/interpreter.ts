import { compare } from './compare.ts';
import type { Command, SandboxRun } from './sandbox.ts';
import { answers, sandboxedRuns } from './sandboxed-runs.ts';
import type { World } from './world.ts';

const RUNS = 150;

/**
 * B3: the processor time of the interpreter in the sandbox, beside a hand-written workflow that asks for the same, and beside one
 * that can be canceled besides, as ours can.
 */
export async function interpreter({ report, scaled }: World): Promise<void> {
  const { beginOurs, beginAnchor, beginCancelable, close } = await sandboxedRuns();
  const cpu = (begin: () => Promise<SandboxRun>) => processorTimeOf(begin, scaled(RUNS));
  const ours = await commandsOf(beginOurs);
  report.note(`commands: ${ours.join(', ')}`);
  for (const [anchor, begin] of Object.entries({ 'hand-written': beginAnchor, cancelable: beginCancelable })) {
    const others = differences(ours, await commandsOf(begin));
    report.count(`commands that the ${anchor} one does not have, or has elsewhere`, others, { exactly: 0 });
  }
  const bare = await compare({ ours: () => cpu(beginOurs), anchor: () => cpu(beginAnchor) });
  report.compared('processor time of a run in the sandbox (aim: 1.10)', 'ms', bare);
  const alike = await compare({ ours: () => cpu(beginOurs), anchor: () => cpu(beginCancelable) });
  report.compared('… beside one that can be canceled', 'ms', alike);
  await close();
}

/** Kinds of the commands of a run, from its start to its end. */
async function commandsOf(begin: () => Promise<SandboxRun>): Promise<string[]> {
  const run = await begin();
  await run.goOn(answers, { firesTimers: true });
  await run.dispose();
  return run.commands.map(kindOf);
}

function differences(ours: string[], theirs: string[]): number {
  return ours.filter((kind, index) => kind !== theirs[index]).length + Math.abs(ours.length - theirs.length);
}

/** Milliseconds a run. */
async function processorTimeOf(begin: () => Promise<SandboxRun>, runs: number): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) await commandsOf(begin);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / runs;
}

function kindOf(command: Command): string {
  const kinds = Object.entries(command).filter(([, value]) => value);
  return kinds.find(([kind]) => kind !== 'userMetadata')?.[0] ?? '';
}
