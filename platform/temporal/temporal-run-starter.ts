import { createHash } from 'node:crypto';

import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';

import type { RunStart } from '../../activities/ports/run-start.ts';
import { attributesOf, LONGEST_KEYWORD, searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { workflowStarts } from '../../workflows/contracts/workflow-starts.ts';
import { startOnce } from './start-once.ts';

export interface StarterOptions {
  /** Asked at each start: false while the namespace does not know our search attributes. */
  withSearchAttributes: () => boolean;
  /** Recipients and tokens are then found by their SHA-256 only. */
  hashed: boolean;
  /** Told of a start that failed; the reconciler makes up for it. */
  onFailure: (error: Error, run: RunStart) => void;
}

/** More starts at once would only queue in this process; the reconciler starts what was left out. */
const MOST_IN_FLIGHT = 200;

/** Starts a run's workflow; the same run twice is one workflow. */
export class TemporalRunStarter {
  #inFlight = 0;

  constructor(
    readonly client: Client,
    readonly options: StarterOptions,
  ) {}

  /** Never throws and is not waited for. */
  start(run: RunStart): void {
    if (this.#inFlight >= MOST_IN_FLIGHT) return;
    this.#inFlight += 1;
    this.startAndWait(run)
      .catch((error: Error) => this.options.onFailure(error, run))
      .finally(() => {
        this.#inFlight -= 1;
      });
  }

  /** False when the run had been started before; rejects when Temporal did not take the start. */
  startAndWait(run: RunStart): Promise<boolean> {
    return startOnce(this.client, workflowStarts[run.kind === 'journey' ? 'journey' : 'automation'], {
      workflowId: run.id,
      args: [run.skeleton],
      staticSummary: summaryOf(run),
      ...(this.options.withSearchAttributes() && { typedSearchAttributes: this.#attributesOf(run) }),
    });
  }

  #attributesOf({ environmentId, kind, template, recipient, cancelationToken }: RunStart): TypedSearchAttributes {
    const pairs = [
      ...attributesOf(environmentId, kind),
      { key: searchAttributes.template, value: template?.slice(0, LONGEST_KEYWORD) },
      { key: searchAttributes.recipient, value: this.#findable(recipient) },
      { key: searchAttributes.cancelationToken, value: this.#findable(cancelationToken) },
    ];
    return new TypedSearchAttributes(pairs.flatMap(({ key, value }) => (value ? [{ key, value }] : [])));
  }

  #findable(value: string | undefined): string | undefined {
    if (!this.options.hashed || !value) return value?.slice(0, LONGEST_KEYWORD);
    return createHash('sha256').update(value).digest('hex');
  }
}

const ACTIONS_SHOWN = 6;

/** "automation welcome: send – delay – send" */
function summaryOf({ kind, template, skeleton }: RunStart): string {
  const actions = skeleton.steps.map(({ action }) => action);
  const rest = actions.length > ACTIONS_SHOWN ? ` – … (${actions.length} steps)` : '';
  return `${nameOf(kind, template)}: ${actions.slice(0, ACTIONS_SHOWN).join(' – ')}${rest}`;
}

function nameOf(kind: RunStart['kind'], template: string | undefined): string {
  if (kind === 'message') return 'a single message';
  return template ? `${kind} ${template.slice(0, 100)}` : 'ad-hoc automation';
}
