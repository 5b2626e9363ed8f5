import type { Skeleton } from '../language/plan.ts';
import type { Outcome } from './contracts/step-activities.ts';

/** A run told to someone who looks at it in the Temporal Web UI: a line a step, nothing personal in it. */
export class Progress {
  readonly #titles: string[];
  readonly #statuses: string[];
  /** In markdown; one is made anew where one changes, since a step that made all would cost more the longer its plan. */
  readonly #lines: string[];

  /** @param told What was told before of each step of a run that is resumed. */
  constructor({ steps }: Skeleton, told: readonly string[] = steps.map(() => 'to come')) {
    this.#titles = steps.map(({ action, label }, order) => `${order + 1} · ${action}${label ? ` ${label}` : ''}`);
    this.#statuses = [...told];
    this.#lines = this.#titles.map((title, order) => lineOf(title, this.#statuses[order] ?? ''));
  }

  get statuses(): readonly string[] {
    return this.#statuses;
  }

  /** "2 · delay 3 days" */
  title(order: number): string {
    return this.#titles[order] ?? `${order + 1}`;
  }

  begin(order: number): void {
    this.#set(order, 'PROCESSING');
  }

  show(order: number, outcome: Outcome): void {
    this.#set(order, statusOf(outcome));
  }

  cancel(order: number): void {
    this.#set(order, 'CANCELED');
  }

  /** Markdown, for the run's current details. */
  get markdown(): string {
    return this.#lines.join('\n');
  }

  /** The same lines as plain text, for the workflow's result. */
  get lines(): string[] {
    return this.#titles.map((title, order) => `${title} · ${this.#statuses[order]}`);
  }

  #set(order: number, status: string): void {
    this.#statuses[order] = status;
    this.#lines[order] = lineOf(this.title(order), status);
  }
}

function lineOf(title: string, status: string): string {
  return `- **${title}** · ${status}`;
}

/** "2026-12-01 09:00 UTC", with seconds where the instant has any. */
export function readableInstant(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)} UTC`;
}

function statusOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'processed':
      return ['PROCESSED', ...messageOf(outcome)].join(' · ');
    case 'skipped':
      return `SKIPPED · ${outcome.reason}`;
    case 'failed':
    case 'missed':
      return `ERROR · ${outcome.reason}`;
    case 'waits':
      return `WAITING until ${readableInstant(outcome.until)}`;
    case 'branches':
      return `PROCESSED · path ${outcome.path + 1}`;
    case 'gathers':
      return `WAITING for others until ${readableInstant(outcome.until)}`;
    case 'ends':
      return 'PROCESSED · the run ends here';
    case 'throttled':
      return `THROTTLED · ${outcome.reason}`;
    case 'spreads':
      return `PROCESSING · messages ${outcome.messageId}`;
    case 'closed':
      return 'not reached: the run had ended';
    default:
      return outcome satisfies never;
  }
}

function messageOf({ messageId, resumesAt }: Extract<Outcome, { kind: 'processed' }>): string[] {
  if (messageId === undefined) return [];
  return [`message ${messageId}${resumesAt === undefined ? '' : `, which goes on ${readableInstant(resumesAt)}`}`];
}
