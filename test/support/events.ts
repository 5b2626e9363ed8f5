import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';

import { webhookEvents } from '../../apps/api/inbound/webhook-events.ts';
import { createEventMatcher } from '../../apps/worker/events/create-event-matcher.ts';
import type { EventMatcher } from '../../apps/worker/events/event-matcher.ts';
import { ForwardedEvent, forwardedEvent } from '../../language/events/forwarded-event.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Database } from '../../platform/database/database.ts';
import { EventIntake } from '../../platform/database/events/event-intake.ts';
import type { NewEvent } from '../../platform/database/events/new-event.ts';
import type { RunShares } from '../../platform/database/runs/run-shares.ts';
import { newRunId } from '../../platform/ids.ts';
import type { ApiUnderTest } from './api.ts';

/** What Segment's destination for Courier hands on: the event as its library made it, untouched. */
export function segmentEvent(changes: JsonObject = {}): JsonObject {
  return {
    type: 'track',
    event: 'Order Completed',
    userId: 'ada',
    anonymousId: '507f191e810c19729de860ea',
    messageId: `ajs-next-${randomUUID()}`,
    channel: 'browser',
    context: {
      ip: '203.0.113.9',
      library: { name: 'analytics.js', version: 'next-1.62.0' },
      page: { path: '/checkout', title: 'Checkout', url: 'https://shop.example.com/checkout' },
      userAgent: 'Mozilla/5.0',
    },
    integrations: { All: true },
    properties: { order_id: 'ORD-9042', total: 149.5, currency: 'EUR', products: [{ sku: 'sku_32', price: 18.99 }] },
    originalTimestamp: '2026-02-10T14:30:00.000Z',
    sentAt: '2026-02-10T14:30:01.000Z',
    receivedAt: '2026-02-10T14:30:01.240Z',
    timestamp: '2026-02-10T14:30:00.240Z',
    version: 2,
    ...changes,
  };
}

/** What RudderStack's destination for Courier hands on: who it is about stands in the context besides. */
export function rudderstackEvent(changes: JsonObject = {}): JsonObject {
  return {
    type: 'track',
    event: 'Order Completed',
    userId: 'ada',
    anonymousId: '97c46c81-3140-456d-b2a9-690d70aaca35',
    messageId: `1611149698-${randomUUID()}`,
    channel: 'web',
    context: {
      app: {
        build: '1.0.0',
        name: 'RudderLabs JavaScript SDK',
        namespace: 'com.rudderlabs.javascript',
        version: '2.9.1',
      },
      library: { name: 'RudderLabs JavaScript SDK', version: '2.9.1' },
      locale: 'en-GB',
      screen: { density: 2, width: 1_440, height: 900 },
      traits: { plan: 'gold' },
    },
    integrations: { All: true },
    properties: { order_id: 'ORD-9042', total: 149.5 },
    originalTimestamp: '2026-02-10T14:30:00.000Z',
    sentAt: '2026-02-10T14:30:00.002Z',
    receivedAt: '2026-02-10T20:00:01.200+05:30',
    request_ip: '[::1]:53709',
    timestamp: '2026-02-10T20:00:01.198+05:30',
    rudderId: '8f8fa6b5-8e24-489c-8e22-61f23f2e364f',
    ...changes,
  };
}

/** Takes an event in as it would be by its provider; its id. */
export async function receive(
  database: Database,
  body: JsonObject,
  changes: Partial<Pick<NewEvent, 'environmentId' | 'provider' | 'webhook' | 'mock'>> = {},
): Promise<string> {
  const [read] = changes.webhook ? webhookEvents(body) : [forwarded(body)];
  const provider = changes.webhook ? 'webhook' : 'segment';
  const id = newRunId(new Date());
  const event = { id, environmentId: 'one-test', provider, mock: false, ...read, ...changes } as NewEvent;
  const [isNew] = await new EventIntake(database).accept([event]);
  if (!isNew) throw new Error(`an event was taken in before: ${event.messageId}`);
  return id;
}

function forwarded(body: JsonObject) {
  const event = ForwardedEvent.parse(body);
  return { messageId: event.messageId, ...forwardedEvent(event) };
}

/** The part of a worker that matches events, over the database of an API, whose runs are only noted. */
export function matcherOf(
  { database, workflows }: Pick<ApiUnderTest, 'database' | 'workflows'>,
  changes: { shares?: Pick<RunShares, 'full'> } = {},
) {
  const errors: Error[] = [];
  return { errors, matcher: createEventMatcher({ database, workflows, log: warningsIn(errors), ...changes }) };
}

/** A log that keeps the errors it is warned of. */
export function warningsIn(errors: Error[]): Pick<Logger, 'warn'> {
  return { warn: ({ err }: { err: Error }) => errors.push(err) } as unknown as Logger;
}

/** Matches until nothing is due. */
export async function matchAll(matcher: EventMatcher): Promise<void> {
  while (await matcher.round());
}

/** What came of an event. */
export async function eventRow({ prisma }: Database, id: string) {
  const row = await prisma.inboundEvent.findUniqueOrThrow({ where: { id } });
  return { ...row, outcomes: row.outcomes as { kind: string; id: string; run_id?: string; reason?: string }[] };
}
