import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

import type { Mail } from './checker/evidence.ts';
import type { Environment } from './environments.ts';
import type { Journal } from './journal.ts';
import type { Random } from './random.ts';

/** Between taking a mail and saying so. What dies in between leaves a call of which nobody knows how it ended. */
const SLOWNESS_MS: [number, number][] = [
  [0, 100],
  [0, 400],
  [0, 2_000],
];

/** Of so many mails one is greylisted: "not now" when it comes first, taken when it comes again. */
const GREYLISTED_OF = 10;

/** A mail server that writes down what it was handed and what it made of it. */
export class MailServer {
  /** Of mails that were accepted. */
  readonly #keys = new Set<string>();
  /** Of mails that came at all. */
  readonly #seen = new Set<string>();
  readonly #server: SMTPServer;
  #refuses = false;

  private constructor(
    readonly environment: Environment,
    readonly journal: Journal<Mail>,
    readonly random: Random,
  ) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        text(stream as never).then((raw) => this.#answer(this.#judge(to, raw), done), done);
      },
    });
    // A client killed in the middle of a session is part of the proof.
    this.#server.on('error', () => {});
  }

  static async start(environment: Environment, journal: Journal<Mail>, random: Random): Promise<MailServer> {
    const server = new MailServer(environment, journal, random);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** Answers every mail with "not now" (451), or takes them again. */
  refuse(isRefusing: boolean): void {
    this.#refuses = isRefusing;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(refusal: Error | undefined, done: (error?: Error) => void): Promise<void> {
    await pause(this.random.between(...this.random.pick(SLOWNESS_MS)));
    done(refusal);
  }

  #judge(to: string, raw: string): Error | undefined {
    const { name: environment, deduplicates } = this.environment;
    const key = headerOf(raw, 'X-Idempotency-Key');
    const verdict = this.#verdictOn(key);
    const mail = { environment, deduplicates, to, key, subject: headerOf(raw, 'Subject'), verdict };
    this.journal.write({ at: Date.now(), ...mail });
    return verdict === 'refused' ? Object.assign(new Error('come back later'), { responseCode: 451 }) : undefined;
  }

  #verdictOn(key: string): Mail['verdict'] {
    const isNew = !this.#seen.has(key);
    this.#seen.add(key);
    if (this.#refuses || (isNew && this.#seen.size % GREYLISTED_OF === 0)) return 'refused';
    if (this.environment.deduplicates && this.#keys.has(key)) return 'repeated';
    this.#keys.add(key);
    return 'accepted';
  }
}

function headerOf(raw: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
}
