import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { loadServerSettings } from '../../../../platform/config/server-settings.ts';
import { connectionOptions } from '../../../../platform/temporal/connection-options.ts';
import { newFolder } from '../../../support/programs.ts';

const base = { DATABASE_URL: 'postgresql://x/y', TEMPORAL_ADDRESS: 'temporal.example:7233' };
const folder = newFolder();
const file = (name: string) => join(folder, name);

beforeAll(() => {
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(file(name), name);
});

afterAll(() => rmSync(folder, { recursive: true }));

it('R-02 connection: without TLS settings, plain', async () => {
  expect(await connectionOptions(loadServerSettings(base))).toEqual({ address: 'temporal.example:7233', tls: false });
});

it('R-02 connection: an API key goes over TLS', async () => {
  const settings = loadServerSettings({ ...base, TEMPORAL_API_KEY: 'secret' });
  expect(await connectionOptions(settings)).toMatchObject({ apiKey: 'secret', tls: {} });
});

it('R-02 connection: the files of mutual TLS are read', async () => {
  const settings = loadServerSettings({
    ...base,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem'),
    TEMPORAL_TLS_CLIENT_CERT_PATH: file('cert.pem'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: file('key.pem'),
    TEMPORAL_TLS_SERVER_NAME: 'inner',
  });
  expect((await connectionOptions(settings)).tls).toEqual({
    serverNameOverride: 'inner',
    serverRootCACertificate: Buffer.from('ca.pem'),
    clientCertPair: { crt: Buffer.from('cert.pem'), key: Buffer.from('key.pem') },
  });
});
