import type { Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import { fetch as fetchNode } from '../nodes/fetch.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { Runs } from '../ports/runs.ts';
import type { SchemaCheck } from '../schema/schema-check.ts';
import { StepTransaction } from '../step/step-transaction.ts';
import { fetchData } from './fetch-data.ts';

/** With the call itself (10 s) and two statements, less than the activity may take. */
const PATIENCE_MS = 10_000;

/** The steps and nodes that ask a server of the author's. What was asked and recorded is never asked again. */
export class Fetch {
  readonly #transaction: StepTransaction;

  constructor(
    runs: Runs,
    readonly outbound: Outbound,
    readonly schemas: SchemaCheck,
  ) {
    this.#transaction = new StepTransaction(runs, { patienceMs: PATIENCE_MS });
  }

  run(call: StepCall): Promise<Outcome> {
    return this.#transaction.run(call, async (ready) => {
      if (ready.type === 'node' && ready.action === 'fetch') return fetchNode(ready, this);
      if (ready.action !== 'fetch-data') throw new Error(`${ready.action} fetches nothing`);
      return fetchData(ready, this);
    });
  }
}
