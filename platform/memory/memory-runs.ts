import { CANCELED_IN_TEMPORAL } from '../../activities/ports/canceled-in-temporal.ts';
import type { EarlierMessage } from '../../activities/ports/ledger.ts';
import type { TemplateLookup } from '../../activities/ports/lookups.ts';
import { type Recorded, type RunSnapshot, Runs, type StepRecord } from '../../activities/ports/runs.ts';
import type { InvokedRun, ProfileChange, SubscriptionChange } from '../../activities/ports/step-changes.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { merge } from '../../language/json/merge.ts';
import type { RecordedOutcome, RunCall, StepCall } from '../../workflows/contracts/step-activities.ts';
import { cancelRun } from './cancel-run.ts';
import { forwardStatus } from './forward-status.ts';
import { giveUp } from './give-up.ts';
import { listSendKey, listSendRow } from './list-send-rows.ts';
import { earlierOf, isOpen, type MemoryRows, type RunRow } from './memory-rows.ts';
import { sendMaterialOf } from './send-material.ts';
import { stepOf, wakeOthers } from './step-rows.ts';

/** The activities' port onto runs, in memory; the clock is that of the ledger's leases. */
export class MemoryRuns extends Runs {
  constructor(
    readonly rows: MemoryRows,
    readonly now: () => number = Date.now,
  ) {
    super();
  }

  async load({ runId, order }: StepCall): Promise<RunSnapshot | undefined> {
    const run = this.rows.runs.get(runId);
    if (!run) return undefined;
    const { templates, users, tenants = [] } = run.plan.steps[order]?.ahead ?? { templates: [], users: [] };
    const isWanted = ({ id, alias = id }: TemplateLookup) => templates.includes(id) || templates.includes(alias);
    const topic = memberAt(run.plan.steps[order]?.fields ?? {}, 'message.preferences.subscription_topic_id');
    // Nothing is copied: whoever reads a snapshot changes nothing in it, and a run may hold a megabyte at each of 500 steps.
    return {
      ...sendMaterialOf(this.rows, run, { users, tenants, isWanted, topic }),
      mock: run.mock,
      depth: run.depth,
      open: isOpen(run),
      step: run.plan.steps[order],
      planLength: run.plan.steps.length,
      definitionId: run.automationId,
      flags: this.rows.flags,
      waits: run.steps.get(order)?.status === 'WAITING',
      context: run.context,
      refs: this.#refsOf(run),
      recorded: run.steps.get(order)?.outcome,
      earlier: this.#earlierOf(run, order),
    };
  }

  async begin(call: StepCall): Promise<RunSnapshot | undefined> {
    const snapshot = await this.load(call);
    const run = this.rows.runs.get(call.runId);
    if (!run || !snapshot?.open || !snapshot.step || snapshot.recorded) return snapshot;
    stepOf(run, call);
    wakeOthers(run, call);
    run.status = forwardStatus(run.status, 'PROCESSING');
    return snapshot;
  }

  async record(record: StepRecord): Promise<Recorded | undefined> {
    const { call, outcome, status, runStatus, context, message } = record;
    const run = this.rows.runs.get(call.runId);
    if (!run || !isOpen(run)) return undefined;
    if (message) this.rows.addMessage(message, call);
    const step = stepOf(run, call, { messageId: message?.id ?? (outcome && messageNamed(outcome)) });
    if (step.outcome) return undefined;
    if (status === 'ERROR' && !message) giveUp(this.rows, record);
    wakeOthers(run, call);
    step.status = forwardStatus(step.status, status);
    step.outcome = outcome;
    Object.assign(step.context, context);
    step.updatedAt = call.at;
    run.status = forwardStatus(run.status, runStatus);
    run.context = { ...run.context, ...record.contextChange };
    if (record.profileChange) this.#mergeProfile(run, record.profileChange);
    if (record.invoked) this.#accept(record.invoked, run, call.at);
    if (record.subscription) this.#subscribe(record.subscription);
    if (record.listSend) this.rows.listSends.set(listSendKey(call), listSendRow(this.rows, record.listSend));
    return { canceled: this.#cancelOthers(record) };
  }

  async finish(call: RunCall): Promise<boolean> {
    const run = this.rows.runs.get(call.runId);
    if (!run || !isOpen(run)) return false;
    wakeOthers(run, { ...call, order: -1 });
    run.status = forwardStatus(run.status, 'PROCESSED');
    return true;
  }

  async cancel({ runId, at }: RunCall): Promise<boolean> {
    return cancelRun(this.rows, runId, { at, reason: CANCELED_IN_TEMPORAL, now: this.now() });
  }

  #cancelOthers({ call: { runId, at }, cancels }: StepRecord): string[] {
    if (cancels === undefined) return [];
    const cancelation = { at, reason: `canceled by a step of run ${runId}`, now: this.now() };
    const own = this.rows.runs.get(runId)?.eventSequence ?? Number.POSITIVE_INFINITY;
    const carriers = [...this.rows.runs]
      .filter(([, { cancelationToken, eventSequence = -1 }]) => cancelationToken === cancels && eventSequence < own)
      .map(([id]) => id);
    return carriers.filter((id) => id !== runId && cancelRun(this.rows, id, cancelation)).sort();
  }

  /** The same run twice is one. Nothing is copied: what a run begins with is never changed in place. */
  #accept({ id, ...run }: InvokedRun, { environmentId, mock, eventSequence }: RunRow, createdAt: number): void {
    const row = { ...run, environmentId, mock, eventSequence, createdAt };
    if (!this.rows.runs.has(id)) this.rows.addRun(id, row);
  }

  #mergeProfile(run: RunRow, { userId, profile, strategy, isRunsRecipient }: ProfileChange): void {
    const merged = merge(this.rows.profiles.get(userId), profile, strategy);
    this.rows.profiles.set(userId, merged);
    if (!isRunsRecipient) return;
    const facts = Object.entries(merged).filter(([key]) => Object.hasOwn(profile, key));
    run.context.profile = { ...run.context.profile, ...Object.fromEntries(facts) };
  }

  #subscribe({ listId, userId, preferences }: SubscriptionChange): void {
    const list = this.rows.lists.get(listId) ?? new Map();
    this.rows.lists.set(listId, list.set(userId, preferences ?? list.get(userId)));
  }

  #refsOf(run: RunRow): RunSnapshot['refs'] {
    const refs: RunSnapshot['refs'] = {};
    for (const step of run.plan.steps) if (step.type !== 'node' && step.ref) refs[step.ref] = {};
    for (const { ref, messageId } of run.steps.values()) {
      const message = ref ? this.rows.messages.get(messageId ?? '') : undefined;
      if (ref && message) refs[ref] = { status: message.status };
    }
    return refs;
  }

  #earlierOf(run: RunRow, order: number): EarlierMessage | undefined {
    const message = this.rows.messages.get(run.steps.get(order)?.messageId ?? '');
    return message && message.deliveries.length > 0 ? earlierOf(message) : undefined;
  }
}

function messageNamed(outcome: RecordedOutcome): string | undefined {
  return 'messageId' in outcome ? outcome.messageId : undefined;
}
