import { check } from '../../../proof/checker/check.ts';
import type { Evidence, Exchange, Mail } from '../../../proof/checker/evidence.ts';
import type { Asked, Told } from '../../../proof/checker/wire.ts';

/** Writes the logs of a small round, a second a line: `plain` has a server that keeps everything, `careful` is told at most once. */
export class Logs implements Evidence {
  readonly exchanges: Exchange[] = [];
  readonly mails: Mail[] = [];
  #at = 1_000_000;

  constructor(readonly environment = 'deduplicating') {}

  get now(): number {
    return this.#at;
  }

  /** A moment later than all before. */
  tick(ms = 1_000): number {
    this.#at += ms;
    return this.#at;
  }

  /** A POST; without a `status` nobody ever heard of it again. */
  post(path: string, key: string, body: Asked, status?: number, answer: Told = {}): void {
    this.#exchange({ method: 'POST', path, key, body, ...(status && { status, answer }) });
  }

  put(path: string, body: Asked): void {
    this.#exchange({ method: 'PUT', path, body, status: 204 });
  }

  get(path: string, answer: Told, status = 200): void {
    this.#exchange({ method: 'GET', path, status, answer });
  }

  mail(subject: string, user: string, message: string, changes: Partial<Mail> = {}): void {
    const { environment } = this;
    const deduplicates = environment === 'deduplicating';
    const mail = { environment, deduplicates, subject, to: `${user}@x.org`, key: `${message}-email` };
    this.mails.push({ ...mail, at: this.tick(), verdict: 'accepted', ...changes });
  }

  /** What is read of a run with one message to `ada` once all is over. */
  readRun(status: string, message = 'SENT', calls = ['SENT'], attempts = [this.tick()]): void {
    this.get('/automations/runs/run-1', { run: { run_id: 'run-1', status } });
    const context = { attempts: attempts.map((at) => ({ at: new Date(at).toISOString() })) };
    this.get('/automations/runs/run-1/steps', { steps: [{ status, message_id: 'm-1', context }] });
    const shown = { id: 'm-1', recipient: 'ada', runId: 'run-1', status: message };
    this.get('/messages?traceId=run-1', { results: [shown] });
    this.get('/messages/m-1', { ...shown, providers: calls.map((call) => ({ status: call })) });
  }

  #exchange(exchange: Omit<Exchange, 'environment' | 'askedAt' | 'endedAt'>): void {
    this.exchanges.push({ environment: this.environment, askedAt: this.tick(), endedAt: this.tick(500), ...exchange });
  }
}

const message = { to: { user_id: 'ada', email: 'ada@x.org' }, content: { title: 'r1 s0' } };

/** One send to `ada`. */
export const sending: Asked = {
  automation: { cancelation_token: 'token-1', steps: [{ action: 'send', message }] },
};

/** A request to send to `ada`, not before an instant in milliseconds since the epoch. */
export function heldBack(until: number): Asked {
  return { message: { ...message, delay: { until: new Date(until).toISOString() } } };
}

/** The rules that a round breaks, each with what breaks it. */
export function broken(logs: Logs): string[] {
  return check(logs).violations.map(({ rule, what }) => `${rule}: ${what}`);
}

/** A run of it was accepted. */
export function accepted(environment?: string): Logs {
  const logs = new Logs(environment);
  logs.post('/automations/invoke', 'key-1', sending, 200, { runId: 'run-1' });
  return logs;
}

/** And its mail arrived. */
export function delivered(environment?: string): Logs {
  const logs = accepted(environment);
  logs.mail('r1 s0', 'ada', 'm-1');
  return logs;
}
