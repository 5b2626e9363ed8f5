import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { optional } from '../../../language/optional.ts';
import type { ProviderConfig } from '../../ports/provider-config.ts';
import { Slots } from '../slots.ts';
import type { Answer, IsWanted, Parcel, Provider } from './provider.ts';

/** A call that has not ended by then is `unknown`. */
const TIMEOUT_MS = 30_000;
/** How long a call waits for a connection; with its time-out, less than a claim holds. */
const PATIENCE_MS = 10_000;
/** The client would queue more without a bound, and a mail in its queue could not be taken back. */
const CONNECTIONS = 10;

const ADDRESS = String.raw`[^\s<>@\p{Cc},;:"()\[\]\\]+@[^\s<>@\p{Cc},;:"()\[\]\\]+`;
const FROM = new RegExp(`^(?:${ADDRESS}|[^<>\\p{Cc}]+<${ADDRESS}>)$`, 'u');

const Settings = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535),
  secure: z.boolean().default(false),
  username: optional(z.string()),
  password: optional(z.string()),
  from_address: z.string().regex(FROM, 'must be one e-mail address, with or without a name: Ada <ada@example.com>'),
});
type Settings = z.infer<typeof Settings>;

interface Pool {
  version: number;
  transport: Transporter;
  slots: Slots;
}

/** E-mail over SMTP: one pooled transport a provider version. */
export class Smtp implements Provider {
  readonly key = 'smtp';
  readonly channels = ['email'];
  readonly title = 'SMTP';
  readonly description = 'E-mail through any SMTP server.';
  readonly settings = Settings.transform(present);
  readonly secrets = ['password'];
  readonly #pools = new Map<string, Pool>();

  async deliver(config: ProviderConfig, parcel: Parcel, signal: AbortSignal, isWanted: IsWanted): Promise<Answer> {
    const { data: settings } = Settings.safeParse(config.settings);
    if (!settings) return { kind: 'refused', answer: 'the settings of the smtp provider are incomplete' };
    const { slots, transport } = this.#poolOf(config, settings);
    const place = await slots.take(PATIENCE_MS, parcel.isBroadcast);
    if (!place) return { kind: 'transient', answer: `all ${CONNECTIONS} connections to the server are in use` };
    try {
      if (signal.aborted) return { kind: 'transient', answer: 'the worker stopped before a connection was free' };
      if (place.isLate && !(await isWanted()))
        return { kind: 'transient', answer: 'it was canceled before the call began' };
      const { response } = await transport.sendMail({ ...mailOf(parcel, settings), signal: withTimeout(signal) });
      return { kind: 'sent', answer: response || 'accepted' };
    } catch (error) {
      return answerOf(error as SmtpError);
    } finally {
      place.release();
    }
  }

  close(): void {
    for (const { transport } of this.#pools.values()) transport.close();
    this.#pools.clear();
  }

  #poolOf({ id, version }: ProviderConfig, settings: Settings): Pool {
    const present = this.#pools.get(id);
    if (present?.version === version) return present;
    present?.transport.close();
    const pool = { version, transport: transportTo(settings), slots: new Slots(CONNECTIONS) };
    this.#pools.set(id, pool);
    return pool;
  }
}

function transportTo({ host, port, secure, username, password }: Settings): Transporter {
  return createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host,
    port,
    secure,
    ...(username !== undefined && { auth: { user: username, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS / 3,
    greetingTimeout: TIMEOUT_MS / 3,
    socketTimeout: TIMEOUT_MS,
    // A call that was broken off leaves no socket behind, which would keep a process from its end.
    socketCloseTimeout: 0,
  });
}

/** The key is the Message-ID, so that servers and mailboxes that deduplicate can. */
function mailOf({ key, address, rendered }: Parcel, { from_address: from }: Settings): SendMailOptions {
  const domain = from.split('@').at(-1)?.replace('>', '') ?? 'angarium';
  return {
    from,
    to: { name: '', address },
    subject: String(rendered.subject ?? ''),
    text: String(rendered.text ?? ''),
    ...(rendered.html !== undefined && { html: String(rendered.html) }),
    messageId: `<${key}@${domain}>`,
    headers: { 'X-Idempotency-Key': key },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  timeoutType?: string;
  syscall?: string;
}

/**
 * What an error of the SMTP client says about the mail. A reply decides by its code; without one, only an error from
 * before the session stood proves that nothing was handed over.
 */
export function answerOf(error: SmtpError): Answer {
  const { code, command, responseCode, timeoutType, syscall, message: answer } = error;
  if (code === 'EAUTH') return { kind: 'transient', answer };
  if (responseCode && responseCode >= 500) return { kind: 'refused', answer, bounced: command === 'RCPT TO' };
  if (responseCode) return { kind: 'transient', answer };
  const beforeSession =
    syscall === 'connect' || timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT';
  if (beforeSession || code === 'EDNS' || code === 'ETLS') return { kind: 'transient', answer };
  if (command === 'API') return { kind: 'refused', answer };
  return { kind: 'unknown', answer };
}

/** Without the members that are absent: what is stored is JSON. */
function present(settings: Settings): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function withTimeout(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
}
