import { compare } from './compare.ts';
import type { Command, SandboxRun } from './sandbox.ts';
import { answers, sandboxedRuns } from './sandboxed-runs.ts';
import type { World } from './world.ts';

const RUNS = 150;

/** B3: the processor time of the interpreter in the sandbox, beside a hand-written workflow that asks for the same. */
export async function interpreter({ report, scaled }: World): Promise<void> {
  const { beginOurs, beginAnchor, close } = await sandboxedRuns();
  const carryOut = async (begin: () => Promise<SandboxRun>) => {
    const run = await begin();
    await run.goOn(answers, { firesTimers: true });
    await run.dispose();
    return run.commands.map(kindOf);
  };
  const cpu = async (begin: () => Promise<SandboxRun>) => {
    const before = process.cpuUsage();
    const runs = scaled(RUNS);
    for (let run = 0; run < runs; run += 1) await carryOut(begin);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / runs;
  };
  const [ours, anchor] = [await carryOut(beginOurs), await carryOut(beginAnchor)];
  report.note(`commands: ${ours.join(', ')}`);
  const others = ours.filter((kind, index) => kind !== anchor[index]).length + Math.abs(ours.length - anchor.length);
  report.count('commands that the hand-written one does not have, or has elsewhere', others, { exactly: 0 });
  const comparison = await compare({ ours: () => cpu(beginOurs), anchor: () => cpu(beginAnchor) });
  report.compared('processor time of a run in the sandbox (aim: 1.10)', 'ms', comparison);
  await close();
}

function kindOf(command: Command): string {
  const kinds = Object.entries(command).filter(([, value]) => value);
  return kinds.find(([kind]) => kind !== 'userMetadata')?.[0] ?? '';
}
