import { z } from 'zod';

import { EncryptionKeys } from './encryption-keys.ts';
import { type AllowedPlaces, OutboundAllow } from './outbound-allow.ts';
import { RateLimits } from './rate-limits.ts';

/** What the reference page says of a setting beside its type. */
export interface SettingNotes {
  variable: string;
  meaning: string;
  /** What happens without it, where that is no plain value. */
  absent?: string;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
  .transform(Number)
  .pipe(z.number().max(65_535, 'must be a port, 0 to 65535'));
const path = z.string();
const address = z.string().regex(/^[^\s/]+:\d{1,5}$/, 'must be host:port');
const database = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must be a URL that begins postgresql://');
const key = z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible ASCII characters');
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const level = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
  error: 'must be fatal, error, warn, info, debug or trace',
});
const format = z.enum(['pretty', 'json'], 'must be pretty or json');

const NOWHERE: AllowedPlaces = { hosts: new Set(), ranges: [] };

/** Every setting of this release: its variable, its type, its meaning. The loader and the reference page read it. */
export const SettingsSchema = z.object({
  host: noted(z.string().default('127.0.0.1'), 'ANGARIUM_HOST', 'Address the API listens on.'),
  port: noted(port.default(3000), 'ANGARIUM_PORT', 'Port the API listens on; `0` picks a free one.'),
  dataFolder: noted(
    path.default('.angarium'),
    'ANGARIUM_DATA_DIR',
    "Folder of `npm start`: the embedded database, Temporal's file, generated secrets.",
  ),
  apiKey: noted(
    key.optional(),
    'ANGARIUM_API_KEY',
    'First key of the default workspace, for its test environment, or for production when it begins `pk_prod_` or `dk_prod_`. `npm start` and `npm run migrate` make sure of it; the database holds only its hash.',
    '`npm start` generates one, kept in the data folder; `npm run migrate` makes none',
  ),
  databaseUrl: noted(
    database.optional(),
    'DATABASE_URL',
    'PostgreSQL 14 or newer.',
    'embedded PostgreSQL under `npm start`; needed by every other command',
  ),
  temporalAddress: noted(
    address.optional(),
    'TEMPORAL_ADDRESS',
    'An existing Temporal cluster or Temporal Cloud, as `host:port`.',
    'embedded server under `npm start`; needed by the API and the worker alone',
  ),
  temporalNamespace: noted(z.string().default('default'), 'TEMPORAL_NAMESPACE', 'Temporal namespace of all workflows.'),
  temporalTls: noted(
    flag.optional(),
    'TEMPORAL_TLS',
    'Encrypt the connection to Temporal.',
    'on when an API key or a TLS file is given',
  ),
  temporalTlsServerName: noted(
    z.string().optional(),
    'TEMPORAL_TLS_SERVER_NAME',
    "Name expected in the server's certificate.",
  ),
  temporalTlsServerCaPath: noted(
    path.optional(),
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    "PEM file of the authority that signed the server's certificate.",
    "the system's authorities",
  ),
  temporalTlsClientCertPath: noted(
    path.optional(),
    'TEMPORAL_TLS_CLIENT_CERT_PATH',
    'PEM file of our certificate, for mutual TLS; together with its key.',
  ),
  temporalTlsClientKeyPath: noted(
    path.optional(),
    'TEMPORAL_TLS_CLIENT_KEY_PATH',
    'PEM file of the private key of our certificate.',
  ),
  temporalApiKey: noted(z.string().optional(), 'TEMPORAL_API_KEY', 'API key of Temporal Cloud.'),
  temporalPort: noted(
    port.default(7233),
    'ANGARIUM_TEMPORAL_PORT',
    'Port of the embedded Temporal server; `0` or a port in use: a free one.',
  ),
  temporalUiPort: noted(
    port.default(8233),
    'ANGARIUM_TEMPORAL_UI_PORT',
    'Port of the embedded Temporal Web UI; `0` or a port in use: a free one.',
  ),
  temporalCli: noted(
    path.optional(),
    'ANGARIUM_TEMPORAL_CLI',
    'Path of a `temporal` command line program, whose server is started.',
    'looked for on `PATH`, in the cache, downloaded, or built with Go',
  ),
  temporalTestServer: noted(
    path.optional(),
    'ANGARIUM_TEMPORAL_TEST_SERVER',
    "Path of Temporal's time-skipping test server, which only the tests need.",
    'looked for in the cache, downloaded, or fetched with Maven',
  ),
  outboundAllow: noted(
    OutboundAllow.default(NOWHERE),
    'ANGARIUM_OUTBOUND_ALLOW',
    'Hosts or CIDR ranges that fetch-data may reach although they are private, such as `127.0.0.1/32,crm.internal`, on any port; elsewhere only 80, 443 and 8443.',
    'none',
  ),
  outboundHttp: noted(
    flag.default(false),
    'ANGARIUM_OUTBOUND_HTTP',
    '`true` allows `http://` in fetch-data, besides `https://`.',
  ),
  encryptionKeys: noted(
    EncryptionKeys.default([]),
    'ANGARIUM_ENCRYPTION_KEYS',
    "`id:base64key[,…]`, keys of 32 bytes, the first one encrypts: AES-256-GCM for the secrets of providers. With keys of your own, recipients and cancelation tokens stand in Temporal's search attributes as SHA-256 hashes.",
    '`npm start` generates one, kept in the data folder; elsewhere `POST /providers` refuses secrets and names this variable',
  ),
  rateLimits: noted(
    RateLimits.default([]),
    'ANGARIUM_RATE_LIMITS',
    'Requests one key may make to an endpoint, such as `PUT /lists/{id}=20/min,PUT /brands/{id}=200/min`; above it 429.',
    'no limits',
  ),
  metricsHost: noted(
    z.string().default('127.0.0.1'),
    'ANGARIUM_METRICS_HOST',
    'Address on which `GET /metrics` is served, and `GET /health/ready` of the worker, without a key.',
  ),
  metricsPort: noted(
    port.default(9464),
    'ANGARIUM_METRICS_PORT',
    "Port of the API's metrics; the worker's are one above. `0` picks free ones. One in use costs the metrics and the worker's health, with a warning, and nothing else.",
  ),
  logLevel: noted(level.default('info'), 'ANGARIUM_LOG_LEVEL', '`fatal`, `error`, `warn`, `info`, `debug` or `trace`.'),
  logFormat: noted(
    format.optional(),
    'ANGARIUM_LOG_FORMAT',
    '`pretty` or `json`.',
    '`pretty` on a terminal, else `json`',
  ),
});

function noted<S extends z.ZodType>(schema: S, variable: string, meaning: string, absent?: string): S {
  return schema.meta({ variable, meaning, absent } satisfies SettingNotes) as S;
}
