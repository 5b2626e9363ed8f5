import fc from 'fast-check';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import type { Database } from '../../platform/database/database.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { messageOf } from './carry-out.ts';

const TOKENS = ['one', 'two'] as const;
const send = { action: 'send', message: { to: { email: 'a@x.io' }, content: { title: 'T', body: 'B' } } };

/** What may happen at once to the runs of one race; `run` counts those invoked so far, from the newest. */
export type RaceOperation =
  | { kind: 'invoke' | 'cancel'; token: (typeof TOKENS)[number] }
  | { kind: 'claim' | 'wait' | 'settle' | 'finish' | 'cancel by id'; run: number }
  | { kind: 'cancel step'; run: number; token: (typeof TOKENS)[number] };

const token = fc.constantFrom(...TOKENS);
const run = fc.nat({ max: 5 });

/** Groups of what happens at once, one group after the other. */
export const races = fc.array(
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('invoke'), token }) },
      { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('claim', 'wait', 'settle'), run }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('finish', 'cancel by id'), run }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), token }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel step'), run, token }) },
    ) as fc.Arbitrary<RaceOperation>,
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 3, maxLength: 8 },
);

/** The runs of one race, in an environment of their own. */
export class Race {
  readonly runIds: string[] = [];
  /** By run id: how many claims of it stood when the cancel had returned that ended it. */
  readonly claimsAtCancel = new Map<string, number>();
  /** What was done, or ended by two cancels, after a cancel had returned. */
  readonly violations: string[] = [];
  readonly environmentId = crypto.randomUUID();
  readonly #runs: DatabaseRuns;
  readonly #ledger: DatabaseLedger;

  constructor(readonly database: Database) {
    this.#runs = new DatabaseRuns(database.pool);
    this.#ledger = new DatabaseLedger(database.pool);
  }

  async carryOut(operation: RaceOperation): Promise<void> {
    switch (operation.kind) {
      case 'invoke':
        return this.#invoke(operation.token);
      case 'cancel':
        return this.#canceled(await new RunCancelations(this.database).byToken(this.environmentId, operation.token));
      default: {
        const runId = this.runIds.at(-1 - operation.run);
        return runId === undefined ? undefined : this.#carryOutIn(runId, operation);
      }
    }
  }

  async #carryOutIn(runId: string, operation: Exclude<RaceOperation, { kind: 'invoke' | 'cancel' }>): Promise<void> {
    const wasCanceled = this.claimsAtCancel.has(runId);
    const call = (order: number) => ({ runId, order, at: Date.now() });
    const processed = { outcome: { kind: 'processed' }, status: 'PROCESSED', runStatus: 'PROCESSING' } as const;
    const waits = { outcome: { kind: 'waits', until: 9 }, status: 'WAITING', runStatus: 'WAITING' } as const;
    switch (operation.kind) {
      case 'claim':
        return this.#moved(runId, wasCanceled, (await this.#claim(runId)).kind === 'claimed');
      case 'wait':
        return this.#moved(
          runId,
          wasCanceled,
          Boolean(await this.#runs.record({ call: call(1), ...waits, context: {} })),
        );
      case 'settle':
        return this.#settle(runId);
      case 'finish':
        return this.#moved(runId, wasCanceled, await this.#runs.finish(call(2)));
      case 'cancel by id': {
        const found = await new RunCancelations(this.database).byId(this.environmentId, 'automation', runId);
        return this.#canceled(found?.canceled ?? []);
      }
      case 'cancel step': {
        const step = { call: call(2), ...processed, context: {}, cancels: operation.token };
        const recorded = await this.#runs.record(step);
        this.#moved(runId, wasCanceled, Boolean(recorded));
        return this.#canceled(recorded?.canceled ?? []);
      }
      default:
        return operation satisfies never;
    }
  }

  async #invoke(cancelationToken: string): Promise<void> {
    const id = newRunId(new Date());
    const steps = [send, { action: 'delay', duration: '1 day' }, { action: 'cancel', cancelation_token: 't' }];
    const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps } }), 0);
    const { environmentId } = this;
    await new RunIntake(this.database).accept({
      ...{ id, environmentId, kind: 'automation', source: [], mock: false },
      ...{ cancelationToken, context, plan },
    });
    this.runIds.push(id);
  }

  #claim(runId: string) {
    const call = { runId, order: 0, at: Date.now() };
    return this.#ledger.claim({
      ...{ call, context: {}, message: messageOf(call), leaseMs: 60_000 },
      rendition: { channel: 'email', address: 'a@x.io', rendered: {} },
      provider: { id: 'one', provider: 'smtp', guarantee: 'at-least-once' },
    });
  }

  /** The first attempt is told to come back at once. */
  async #settle(runId: string): Promise<void> {
    const call = { runId, order: 0, at: Date.now() };
    const { id: messageId } = messageOf(call);
    const told = { outcome: 'deferred', answer: 'later', retryInMs: 0, resumesAt: call.at } as const;
    await this.#ledger.settle({ call, at: call.at, messageId, channel: 'email', attempt: 1, ...told });
  }

  #moved(runId: string, wasCanceled: boolean, moved: boolean): void {
    if (wasCanceled && moved) this.violations.push(`${runId} moved after its cancel had returned`);
  }

  async #canceled(runIds: readonly string[]): Promise<void> {
    for (const runId of runIds) {
      if (this.claimsAtCancel.has(runId)) this.violations.push(`${runId} was ended twice`);
      this.claimsAtCancel.set(runId, await this.claimsOf(runId));
    }
  }

  async claimsOf(runId: string): Promise<number> {
    const text = 'SELECT count(*)::int AS claims FROM attempt WHERE message_id = $1';
    return (await this.database.query<{ claims: number }>(text, [messageOf({ runId, order: 0 }).id]))[0]?.claims ?? 0;
  }
}
