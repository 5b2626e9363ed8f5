import type { Exchange } from './evidence.ts';
import { isAcceptance } from './requests.ts';
import type { Start } from './starts.ts';
import type { ToldMessage, ToldStep } from './wire.ts';

/** A status that the API showed between two moments. */
export interface Sighting {
  /** What it is of: a run, a step of one, a message. */
  of: string;
  kind: 'run' | 'step' | 'message';
  status: string;
  askedAt: number;
  endedAt: number;
}

/** What the API showed of runs and messages. */
export class Views {
  /** In the order of asking. */
  readonly sightings: Sighting[] = [];
  readonly #runs = new Map<string, Sighting[]>();
  readonly #steps = new Map<string, ToldStep[]>();
  readonly #messages = new Map<string, Map<string, ToldMessage>>();

  constructor(exchanges: readonly Exchange[]) {
    const reads = exchanges.filter((exchange) => exchange.method === 'GET' && isAcceptance(exchange));
    for (const read of reads.toSorted((one, other) => one.askedAt - other.askedAt)) this.#take(read);
  }

  /** Every sighting of a run, the last one last. */
  run({ environment, id }: Start): Sighting[] {
    return this.#runs.get(`${environment} ${id}`) ?? [];
  }

  /** Its steps when they were last asked for. */
  steps({ environment, id }: Start): ToldStep[] {
    return this.#steps.get(`${environment} ${id}`) ?? [];
  }

  /** The messages of a run or of a request to send, by recipient, as they were last seen. */
  messages({ environment, id }: Pick<Start, 'environment' | 'id'>): Map<string, ToldMessage> {
    return this.#messages.get(`${environment} ${id}`) ?? new Map();
  }

  /** A message by its own id. */
  message(environment: string, id: string): ToldMessage | undefined {
    return [...this.messages({ environment, id }).values()].at(-1);
  }

  /** Whether its messages were asked for, and the answer came; there may be none. */
  hasMessages({ environment, id }: Start): boolean {
    return this.#messages.has(`${environment} ${id}`);
  }

  #take(read: Exchange): void {
    const { environment, path, answer = {} } = read;
    const [, stepsOf] = /^\/automations\/runs\/([^/]+)\/steps$/.exec(path) ?? [];
    if (answer.run) this.#see(read, 'run', answer.run.run_id, answer.run.status);
    if (stepsOf && answer.steps) {
      this.#steps.set(`${environment} ${stepsOf}`, answer.steps);
      for (const [place, { status }] of answer.steps.entries()) this.#see(read, 'step', `${stepsOf} #${place}`, status);
    }
    const [, messagesOf] = /^\/messages\?traceId=([^&]+)/.exec(path) ?? [];
    if (messagesOf) this.#messagesOf(`${environment} ${messagesOf}`);
    const single = path.startsWith('/messages/') ? [answer as ToldMessage] : [];
    const many = path.startsWith('/messages?') ? (answer.results ?? []) : [];
    for (const message of [...single, ...many]) this.#takeMessage(read, message);
  }

  /** A list says nothing of provider calls: what was said of them before stays. */
  #takeMessage(read: Exchange, message: ToldMessage): void {
    this.#see(read, 'message', message.id, message.status);
    for (const id of [message.id, message.runId]) {
      if (id === undefined) continue;
      const known = this.#messagesOf(`${read.environment} ${id}`);
      known.set(message.recipient, { ...known.get(message.recipient), ...message });
    }
  }

  #messagesOf(name: string): Map<string, ToldMessage> {
    const known = this.#messages.get(name) ?? new Map<string, ToldMessage>();
    this.#messages.set(name, known);
    return known;
  }

  #see({ environment, askedAt, endedAt }: Exchange, kind: Sighting['kind'], id: string, status: string): void {
    const of = `${environment} ${id}`;
    const sighting = { of, kind, status, askedAt, endedAt };
    this.sightings.push(sighting);
    if (kind !== 'run') return;
    const seen = this.#runs.get(of);
    if (seen) seen.push(sighting);
    else this.#runs.set(of, [sighting]);
  }
}
