import { ask } from './ask.ts';
import type { Engine } from './engine.ts';

/** Configures the mail server at `port` of this machine as the environment's smtp provider. */
export async function configureSmtp(engine: Pick<Engine, 'url'>, port: number, settings: object = {}): Promise<void> {
  const { status, body } = await ask(engine, 'POST', '/providers', {
    provider: 'smtp',
    settings: { host: '127.0.0.1', port, secure: false, from_address: 'angarium@example.com', ...settings },
  });
  if (status >= 300) throw new Error(`provider: ${status} ${JSON.stringify(body)}`);
}
