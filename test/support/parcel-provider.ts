import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

import type { Answer, Parcel, Provider } from '../../activities/deliver/providers/provider.ts';
import type { ProviderConfig } from '../../activities/ports/provider-config.ts';
import type { Database } from '../../platform/database/database.ts';

/** Hands e-mails to the parcel server at a port of this machine. */
export class ParcelProvider implements Provider {
  readonly key = 'parcels';
  readonly channels = ['email'];
  readonly title = 'Parcels';
  readonly description = 'Of a test.';
  readonly settings = z.object({}).transform(() => ({}));
  readonly secrets = [];
  readonly #waiting = new Map<number, () => void>();
  readonly #socket: Socket;
  #count = 0;

  constructor(port: number) {
    this.#socket = createConnection(port, '127.0.0.1');
    createInterface({ input: this.#socket }).on('line', (line) => this.#waiting.get(Number(line))?.());
  }

  async deliver(_config: ProviderConfig, { key, address }: Parcel): Promise<Answer> {
    const id = this.#count++;
    const answered = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.write(`${JSON.stringify({ id, key, address })}\n`);
    await answered;
    this.#waiting.delete(id);
    return { kind: 'sent', answer: 'taken' };
  }
}

/** Configures it as the only provider of e-mail. */
export async function configureParcels(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO provider (id, environment_id, provider, channels, title, settings) VALUES ('parcels', 'test', 'parcels', '{email}', 'Parcels', '{}')`,
  );
}
