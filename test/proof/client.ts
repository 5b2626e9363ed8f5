import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch, type Response } from 'undici';

import type { Exchange } from './checker/evidence.ts';
import type { Told } from './checker/wire.ts';
import type { Environment } from './environments.ts';
import type { Journal } from './journal.ts';

const TIMEOUT_MS = 15_000;
/** An API that stops waits longer for connections that are kept to be closed by those who keep them: a question on its way is read. */
const KEPT_MS = 2_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
/** What may be asked again with the same key: the first answer was lost, or said so. */
const PASSING = [409, 429, 502, 503, 504];

interface Question {
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  key?: string;
  body?: object;
}

/** What was heard of a question; nothing when no answer arrived. */
interface Heard extends Pick<Exchange, 'status' | 'answer'> {
  /** The answer says that asking again cannot help. */
  isFinal?: boolean;
}

/** An honest client of one environment: it asks until it is answered, and writes down every word. */
export class Client {
  readonly #agent = new Agent({ keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });

  /** @param patienceMs after which a question is given up. */
  constructor(
    readonly environment: Environment,
    readonly url: string,
    readonly journal: Journal<Exchange>,
    readonly patienceMs: number,
  ) {}

  /** Asks under one `Idempotency-Key`; undefined when it was refused or given up. */
  async post(path: string, key: string, body: object = {}): Promise<Told | undefined> {
    return this.#insist({ method: 'POST', path, key, body });
  }

  async put(path: string, body: object): Promise<Told | undefined> {
    return this.#insist({ method: 'PUT', path, body });
  }

  /** Asks until there is an answer. */
  async see(path: string): Promise<Told | undefined> {
    return this.#insist({ method: 'GET', path });
  }

  /** Asks once; undefined when there was no good answer. */
  async get(path: string): Promise<Told | undefined> {
    const { status = 0, answer } = await this.#ask({ method: 'GET', path });
    return status === 200 ? answer : undefined;
  }

  async #insist(question: Question): Promise<Told | undefined> {
    const end = Date.now() + this.patienceMs;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const { status, answer, isFinal } = await this.#ask(question);
      if (status !== undefined && status < 300) return answer ?? {};
      const isPassing = status === undefined || (PASSING.includes(status) && !isFinal);
      if (!isPassing || Date.now() > end) return undefined;
      await pause(wait);
    }
  }

  async #ask({ method, path, key, body }: Question): Promise<Heard> {
    const { name: environment, apiKey } = this.environment;
    const askedAt = Date.now();
    const { isFinal = false, ...heard } = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key && { 'idempotency-key': key }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      dispatcher: this.#agent,
    }).then(heardOf, (): Heard => ({}));
    const asked = { environment, askedAt, endedAt: Date.now(), method, path };
    this.journal.write({ ...asked, ...(key && { key }), ...(body && { body }), ...heard });
    return { isFinal, ...heard };
  }
}

/** An answer whose body was cut off is none. */
async function heardOf(response: Response): Promise<Heard> {
  try {
    const said = await response.text();
    const isFinal = response.headers.get('x-should-retry') === 'false';
    return { status: response.status, isFinal, ...(said && { answer: JSON.parse(said) as Told }) };
  } catch {
    return {};
  }
}
