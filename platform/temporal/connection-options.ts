import { readFile } from 'node:fs/promises';

import type { Settings } from '../config/settings.ts';

/** How the client's and the worker's connection reach Temporal; PEM contents are read from the files named. */
export interface TemporalConnectionOptions {
  address: string;
  tls: boolean | TlsFiles;
  apiKey?: string;
}

interface TlsFiles {
  serverNameOverride?: string;
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
}

/** Throws what reading a named file throws. */
export async function connectionOptions(
  settings: Settings & { temporalAddress: string },
): Promise<TemporalConnectionOptions> {
  const { temporalAddress: address, temporalApiKey: apiKey } = settings;
  const tls = settings.temporalTls ? await tlsFiles(settings) : false;
  return { address, tls, ...(apiKey && { apiKey }) };
}

async function tlsFiles(settings: Settings): Promise<TlsFiles> {
  const { temporalTlsServerName, temporalTlsServerCaPath, temporalTlsClientCertPath, temporalTlsClientKeyPath } =
    settings;
  return {
    ...(temporalTlsServerName && { serverNameOverride: temporalTlsServerName }),
    ...(temporalTlsServerCaPath && { serverRootCACertificate: await readFile(temporalTlsServerCaPath) }),
    ...(temporalTlsClientCertPath &&
      temporalTlsClientKeyPath && {
        clientCertPair: {
          crt: await readFile(temporalTlsClientCertPath),
          key: await readFile(temporalTlsClientKeyPath),
        },
      }),
  };
}
