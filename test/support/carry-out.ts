import type { NewMessage } from '../../activities/ports/ledger.ts';
import type { InvokedRun } from '../../activities/ports/step-changes.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { LedgerOperation } from './ledger-operations.ts';
import type { LedgerWorld } from './ledger-worlds.ts';

type Operation<Kind> = Extract<LedgerOperation, { kind: Kind }>;

const HOUR = 3_600_000;
const LEASE_MS = HOUR / 2;

/** Carries an operation out at a moment of the run and gives what the caller is told. */
export async function carryOut(world: LedgerWorld, runId: string, operation: LedgerOperation, at: number) {
  const callOf = (order: number) => ({ runId, order, at });
  switch (operation.kind) {
    case 'claim':
      return claim(world, callOf(operation.order), operation);
    case 'claim pending':
      return claimPending(world, callOf(operation.order), operation);
    case 'settle':
      return settle(world, callOf(operation.order), operation);
    case 'record':
      return record(world, callOf(operation.order), operation);
    case 'finish':
      return world.runs.finish(callOf(2));
    case 'pass an hour':
      return world.pass(HOUR);
    case 'cancel':
      return world.cancel(at);
    case 'cancel message':
      return world.cancelMessage(messageOf({ runId, order: operation.order }).id, at);
    default:
      return operation satisfies never;
  }
}

/** The message that a step sends. */
export function messageOf({ runId, order }: Pick<StepCall, 'runId' | 'order'>): NewMessage {
  const history = [{ type: 'ENQUEUED', ts: 0 }];
  return { id: `${runId}-${order}`, recipient: 'ada', status: 'ROUTED', tags: ['t'], history };
}

/** The run that any step of a run starts: the same for all of them. */
function invokedBy({ runId }: StepCall): InvokedRun {
  const made = { id: `${runId}-invoked`, automationId: 'b', source: ['invoke/b'], depth: 1, cancelationToken: 't' };
  return { ...made, context: { data: { a: [1] }, profile: {} }, plan: { v: 1, steps: [] } };
}

const renditionOn = (channel: string, at: number) => ({
  channel,
  address: 'a@x.io',
  rendered: { text: `written at ${at}` },
});

function claim({ ledger }: LedgerWorld, call: StepCall, { channel, provider, context }: Operation<'claim'>) {
  const channels = call.order === 0 ? ['email'] : ['email', 'sms'];
  const others = channels.filter((other) => other !== channel).map((other) => renditionOn(other, call.at));
  const rendition = renditionOn(channel, call.at);
  return ledger.claim({ call, context, message: messageOf(call), rendition, others, provider, leaseMs: LEASE_MS });
}

function claimPending({ ledger }: LedgerWorld, call: StepCall, { channel, provider }: Operation<'claim pending'>) {
  const pending = { messageId: messageOf(call).id, at: call.at };
  const message = { ...messageOf(call), history: [] };
  return ledger.claimPending({
    call: pending,
    message,
    rendition: renditionOn(channel, call.at),
    provider,
    leaseMs: LEASE_MS,
  });
}

function settle({ ledger }: LedgerWorld, call: StepCall, { channel, attempt, verdict }: Operation<'settle'>) {
  const { id: messageId } = messageOf(call);
  return ledger.settle({ call, at: call.at, messageId, channel, attempt, answer: 'so it said', ...verdict });
}

function record(
  { runs }: LedgerWorld,
  call: StepCall,
  { effect: { unroutable, invokes, ...effect } }: Operation<'record'>,
) {
  const refused = { ...messageOf(call), status: 'UNROUTABLE', reason: 'NO_CHANNELS' } as const;
  const message = unroutable ? refused : undefined;
  return runs.record({ call, ...effect, message, invoked: invokes ? invokedBy(call) : undefined });
}
