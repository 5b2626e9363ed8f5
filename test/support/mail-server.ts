import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  to: string[];
  /** The delivery key, from its header. */
  key: string;
  subject: string;
  raw: string;
}

export interface MailServerOptions {
  /** Keeps only the first mail of each delivery key, as a provider that deduplicates does. */
  deduplicates?: boolean;
  /** Called for each mail before it is accepted: throw an error with `responseCode` to refuse it. */
  onMail?: (mail: ReceivedMail) => void | Promise<void>;
  /** Called when a client's connection is gone. */
  onClose?: () => void;
}

/** A real SMTP server on a free port of this machine; it keeps what it accepts. */
export async function startMailServer({ deduplicates = false, onMail, onClose }: MailServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onClose,
    onData: (stream, session, done) => {
      receive(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      )
        .then(async (mail) => {
          await onMail?.(mail);
          const isKnown = deduplicates && mails.some(({ key }) => key === mail.key);
          if (!isKnown) mails.push(mail);
          done();
        })
        .catch(done);
    },
  });
  server.on('error', () => {}); // a client killed in the middle of a session is part of the tests
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { mails, port, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

async function receive(stream: NodeJS.ReadableStream, to: string[]): Promise<ReceivedMail> {
  const raw = await text(stream as never);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
  return { to, key: header('X-Idempotency-Key'), subject: header('Subject'), raw };
}
