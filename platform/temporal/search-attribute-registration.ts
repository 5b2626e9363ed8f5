import { setTimeout as pause } from 'node:timers/promises';

import type { ConnectionLike } from '@temporalio/client';

import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType
/** PERMISSION_DENIED and UNIMPLEMENTED of gRPC: asking again cannot help. Anything else may pass. */
const REFUSALS = new Set<unknown>([7, 12]);
const TIMEOUT_MS = 5_000;
const AGAIN_MS = 5_000;

interface RegistrationOptions {
  namespace: string;
  /** Told why not; an outage that goes on is told once. */
  warn: (reason: string) => void;
  /** How long to wait before asking again, in milliseconds. */
  againMs?: number;
}

/**
 * Makes sure that the namespace knows our search attributes. An unregistered attribute would refuse every
 * start, so until they are known, and where that is refused, runs start without.
 */
export class SearchAttributeRegistration {
  #isKnown = false;
  #lastFailure: unknown;

  constructor(
    readonly connection: Pick<ConnectionLike, 'operatorService' | 'withDeadline'>,
    readonly options: RegistrationOptions,
  ) {}

  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Asks until Temporal has said yes or no, or until the signal. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !(await this.ask())) {
      await pause(this.options.againMs ?? AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** Asks once; true when that settles it, either way. */
  async ask(): Promise<boolean> {
    try {
      await this.connection.withDeadline(Date.now() + TIMEOUT_MS, () => this.#register());
      this.#isKnown = true;
      return true;
    } catch (error) {
      const { code, message } = error as { code?: unknown; message: string };
      this.#explain(code ?? message, message);
      return REFUSALS.has(code);
    }
  }

  async #register(): Promise<void> {
    const { operatorService } = this.connection;
    const { namespace } = this.options;
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const missing = Object.values(searchAttributes).filter(({ name }) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    const added = Object.fromEntries(missing.map(({ name }) => [name, KEYWORD]));
    await operatorService.addSearchAttributes({ namespace, searchAttributes: added });
  }

  #explain(failure: unknown, reason: string): void {
    if (failure !== this.#lastFailure) this.options.warn(`runs start without search attributes: ${reason}`);
    this.#lastFailure = failure;
  }
}
