import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';

import type { ProviderConfig } from '../../ports/runs.ts';
import type { Answer, Parcel, Provider } from './provider.ts';

/** A provider call ends within this, so that its claim outlives it. */
const TIMEOUT_MS = 30_000;

const Settings = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535),
  secure: z.boolean().default(false),
  username: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  password: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  from_address: z.string().min(1),
});

/** E-mail over SMTP: one pooled transport a provider version. */
export class Smtp implements Provider {
  readonly key = 'smtp';
  readonly channels = ['email'];
  readonly title = 'SMTP';
  readonly description = 'E-mail through any SMTP server.';
  readonly settings = Settings.transform((settings) => JSON.parse(JSON.stringify(settings)));
  readonly secrets = ['password'];
  readonly #pools = new Map<string, { version: number; transport: Transporter }>();

  async deliver(config: ProviderConfig, { key, address, rendered }: Parcel, signal: AbortSignal): Promise<Answer> {
    const { data: settings } = Settings.safeParse(config.settings);
    if (!settings) return { kind: 'refused', answer: 'the settings of the smtp provider are incomplete' };
    const mail = {
      from: settings.from_address,
      to: { name: '', address },
      subject: String(rendered.subject ?? ''),
      text: String(rendered.text ?? ''),
      html: rendered.html === undefined ? undefined : String(rendered.html),
      messageId: `<${key}@${settings.from_address.split('@').at(-1)?.replace('>', '') ?? 'angarium'}>`,
      headers: { 'X-Idempotency-Key': key },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    try {
      const sending = this.#transportOf(config, settings).sendMail(mail);
      const { response } = await Promise.race([sending, abortion(signal)]);
      return { kind: 'sent', answer: response || 'accepted' };
    } catch (error) {
      return answerOf(error as SmtpError);
    }
  }

  close(): void {
    for (const { transport } of this.#pools.values()) transport.close();
    this.#pools.clear();
  }

  #transportOf({ id, version }: ProviderConfig, settings: z.infer<typeof Settings>): Transporter {
    const pooled = this.#pools.get(id);
    if (pooled?.version === version) return pooled.transport;
    pooled?.transport.close();
    const { host, port, secure, username, password } = settings;
    const transport = createTransport({
      pool: true,
      host,
      port,
      secure,
      ...(username !== undefined && { auth: { user: username, pass: password ?? '' } }),
      connectionTimeout: TIMEOUT_MS / 3,
      greetingTimeout: TIMEOUT_MS / 3,
      socketTimeout: TIMEOUT_MS,
    });
    this.#pools.set(id, { version, transport });
    return transport;
  }
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

function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new Error('the worker stopped during the call'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
}
