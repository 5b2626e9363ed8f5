import { defaultPayloadConverter, TypedSearchAttributes } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm.js';

type Creator = Awaited<ReturnType<typeof ReusableVMWorkflowCreator.create>>;
type SandboxWorkflow = Awaited<ReturnType<Creator['createWorkflow']>>;
type Activation = Parameters<SandboxWorkflow['activate']>[0];
type Jobs = NonNullable<Activation['jobs']>;
type Completion = Awaited<ReturnType<SandboxWorkflow['activate']>>;
export type Command = NonNullable<NonNullable<Completion['successful']>['commands']>[number];

/** What became of an activity, by its type. */
export type Answers = Record<string, unknown>;

const MAP = 'sourceMappingURL=data:application/json;charset=utf-8;base64,';
const TIME_LIMIT_MS = 5_000;
const NOW = 1_700_000_000_000;
const timestamp = msToTs(NOW);

/**
 * The worker's sandbox without the worker: workflows are activated by hand, so that what is measured is their own code. The
 * SDK tells no one of this door, which is why its version is pinned.
 */
export class Sandbox {
  #runs = 0;

  constructor(readonly creator: Creator) {}

  /** Over a bundle's code. */
  static async open(code: string, name: string): Promise<Sandbox> {
    const [map = ''] = code.slice(code.lastIndexOf(MAP) + MAP.length).split('\n');
    const sourceMap = { ...JSON.parse(Buffer.from(map, 'base64').toString()), file: `/${name}.js` };
    const bundle = { code, sourceMap, filename: `/${name}.js` };
    const activities = new Set(['deliver', 'fetch', 'perform', 'cancel']);
    return new Sandbox(await ReusableVMWorkflowCreator.create(bundle, TIME_LIMIT_MS, activities));
  }

  /** A run up to the commands of its first activation. */
  async begin(workflowType: string, args: readonly unknown[]): Promise<SandboxRun> {
    this.#runs += 1;
    const id = `run-${this.#runs}`;
    const workflow = await this.creator.createWorkflow(optionsOf(id, workflowType));
    const run = new SandboxRun(id, workflow);
    const payloads = args.map((arg) => defaultPayloadConverter.toPayload(arg));
    await run.activate([{ initializeWorkflow: { workflowId: id, workflowType, arguments: payloads } }]);
    return run;
  }

  close(): Promise<void> {
    return this.creator.destroy();
  }
}

/** One run that is activated by hand. */
export class SandboxRun {
  /** Of all activations so far, in order. */
  readonly commands: Command[] = [];
  #pending: Command[] = [];

  constructor(
    readonly id: string,
    readonly workflow: SandboxWorkflow,
  ) {}

  /** Does whatever the run asks for, one command an activation, until it asks for nothing more or a timer is all it waits for. */
  async goOn(answers: Answers, { firesTimers }: { firesTimers: boolean }): Promise<void> {
    for (let command = this.#pending.shift(); command; command = this.#pending.shift()) {
      const job = answerTo(command, answers, firesTimers);
      if (job) await this.activate([job]);
    }
  }

  async activate(jobs: Jobs): Promise<void> {
    const activation = { runId: this.id, timestamp, historyLength: 3, isReplaying: false, jobs };
    const { successful, failed } = await this.workflow.activate(activation);
    if (!successful) throw new Error(`a workflow broke: ${failed?.failure?.message}`);
    await this.workflow.getAndResetSinkCalls();
    this.commands.push(...(successful.commands ?? []));
    this.#pending.push(...(successful.commands ?? []));
  }

  dispose(): Promise<void> {
    return this.workflow.dispose();
  }
}

/** What tells a run that a command of its is done; nothing, where it is to wait or waits for nothing. */
export function answerTo(command: Command, answers: Answers, firesTimers: boolean): Jobs[number] | undefined {
  const activity = command.scheduleActivity ?? command.scheduleLocalActivity;
  if (activity) {
    const result = defaultPayloadConverter.toPayload(answers[activity.activityType ?? '']);
    const isLocal = Boolean(command.scheduleLocalActivity);
    return { resolveActivity: { seq: activity.seq ?? 0, result: { completed: { result } }, isLocal } };
  }
  if (command.startTimer && firesTimers) return { fireTimer: { seq: command.startTimer.seq ?? 0 } };
  return undefined;
}

function optionsOf(id: string, workflowType: string): Parameters<Creator['createWorkflow']>[0] {
  const info = {
    workflowId: id,
    runId: id,
    workflowType,
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    taskQueue: 'bench',
    namespace: 'bench',
    firstExecutionRunId: id,
    startTime: new Date(0),
    runStartTime: new Date(0),
    taskTimeoutMs: 10_000,
    attempt: 1,
    historyLength: 3,
    historySize: 300,
    continueAsNewSuggested: false,
    unsafe: { now: Date.now, isReplaying: false, isReplayingHistoryEvents: false, random: Math.random },
  };
  return {
    info: info as unknown as Parameters<Creator['createWorkflow']>[0]['info'],
    randomnessSeed: [1, 2, 3, 4],
    now: NOW,
    showStackTraceSources: false,
  };
}
