import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';

import { Workflows } from '../../activities/ports/workflows.ts';
import type { EndpointLimit } from '../../platform/config/rate-limits.ts';
import { ApiKeys } from '../../platform/database/api-keys.ts';
import { AppliedMigrations } from '../../platform/database/applied-migrations.ts';
import { Database } from '../../platform/database/database.ts';
import { InboundWebhooks } from '../../platform/database/events/inbound-webhooks.ts';
import { Idempotency } from '../../platform/database/idempotency.ts';
import { type OutboundPolicy, PUBLIC_HTTPS } from '../../platform/outbound/guard.ts';
import { Secrets } from '../../platform/secrets.ts';
import { TemporalProbe } from '../../platform/temporal/temporal-probe.ts';
import { apiModule } from './api.module.ts';
import { ErrorFilter } from './http/error-filter.ts';
import { KeyCache } from './http/key-cache.ts';
import { createServer } from './http/server.ts';
import { validationPipe } from './http/validation-pipe.ts';
import { serveDescription } from './openapi.ts';
import { OutboundRules } from './simulation/outbound-rules.ts';

/** What the API is lent by the process it runs in. */
export interface ApiDependencies {
  /** Closed by whoever made it. */
  database: Database;
  workflows: Workflows;
  probe: TemporalProbe;
  secrets: Secrets;
  log: FastifyBaseLogger;
  rateLimits: readonly EndpointLimit[];
  /** What the worker may call, for those who simulate it; absent: the public Internet. */
  outbound?: OutboundPolicy;
  /** Where requests are measured, if anywhere. */
  metrics?: Registry;
  /** Aborted when the process begins to stop; absent: it does not. */
  stopping?: AbortSignal;
}

/** The API, ready to listen or to be asked in-process. */
export async function createApp(dependencies: ApiDependencies): Promise<NestFastifyApplication> {
  const { database, workflows, probe, secrets, log, rateLimits, metrics } = dependencies;
  const { outbound = PUBLIC_HTTPS, stopping = never() } = dependencies;
  const keys = new KeyCache(new ApiKeys(database));
  const idempotency = new Idempotency(database);
  const webhooks = new InboundWebhooks(database);
  const server = await createServer({ log, rateLimits, metrics, keys, idempotency, webhooks, stopping });
  const given = [
    { provide: Database, useValue: database },
    { provide: Workflows, useValue: workflows },
    { provide: TemporalProbe, useValue: probe },
    { provide: Secrets, useValue: secrets },
    { provide: KeyCache, useValue: keys },
    { provide: AppliedMigrations, useValue: new AppliedMigrations(database) },
    { provide: OutboundRules, useValue: new OutboundRules(outbound) },
    { provide: AbortSignal, useValue: stopping },
  ];
  const module = apiModule(given);
  // Nest's own log would repeat ours; what goes wrong at start-up is thrown.
  const options = { bodyParser: false, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(module, server, options);
  app.useGlobalFilters(new ErrorFilter()).useGlobalPipes(validationPipe());
  serveDescription(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

function never(): AbortSignal {
  return new AbortController().signal;
}
