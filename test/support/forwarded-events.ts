import { randomUUID } from 'node:crypto';

/** The kinds of events that are forwarded. */
export const forwardedTypes = ['track', 'page', 'identify', 'group'] as const;
export type ForwardedType = (typeof forwardedTypes)[number];

/** Fields that an event is to have instead. */
type Changes = Record<string, unknown>;

const own = {
  track: {
    event: 'Order Completed',
    properties: { order_id: 'o-1', total: 149.5, gift: false, items: [{ sku: 'a' }] },
  },
  page: { name: 'Pricing Page', category: null, properties: { path: '/pricing', title: 'Pricing' } },
  identify: { traits: { email: 'ada@example.com', plan: 'pro', logins: 5 } },
  group: { groupId: 'acme', traits: { name: 'Acme', employees: 12 } },
} satisfies Record<ForwardedType, object>;

/** When it happened, by the clock of the device and by those of the pipeline. */
function moments() {
  const now = Date.now();
  const before = (ms: number) => new Date(now - ms).toISOString();
  return { originalTimestamp: before(1_400), sentAt: before(900), receivedAt: before(400), timestamp: before(1_000) };
}

/** An event with the fields that Segment's destination forwards, of a browser; another message id each time. */
export function segmentEvent(type: ForwardedType, changes: Changes = {}) {
  return {
    type,
    ...own[type],
    anonymousId: randomUUID(),
    userId: 'ada',
    messageId: `ajs-next-${randomUUID()}`,
    channel: 'client',
    version: 2,
    projectId: 'p8hT3',
    integrations: { All: true, 'Google Analytics': false },
    context: {
      ip: '198.51.100.7',
      locale: 'de-DE',
      timezone: 'Europe/Berlin',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      library: { name: 'analytics.js', version: 'next-1.70.0' },
      page: {
        path: '/pricing',
        referrer: '',
        search: '?a=1',
        title: 'Pricing',
        url: 'https://shop.example/pricing?a=1',
      },
      campaign: { source: 'newsletter', medium: 'email' },
    },
    ...moments(),
    ...changes,
  };
}

/** An event with the fields that RudderStack's destination forwards; the user of an anonymous one is an empty text. */
export function rudderStackEvent(type: ForwardedType, changes: Changes = {}) {
  return {
    type,
    ...own[type],
    anonymousId: randomUUID(),
    userId: 'ada',
    messageId: randomUUID(),
    rudderId: randomUUID(),
    channel: 'web',
    integrations: { All: true },
    request_ip: '198.51.100.7',
    context: {
      app: { name: 'Shop', namespace: 'example.shop', version: '2.1.0' },
      device: null,
      library: { name: 'RudderLabs JavaScript SDK', version: '3.7.1' },
      locale: 'de-DE',
      os: { name: '', version: '' },
      screen: { density: 2, width: 1440, height: 900 },
      sessionId: 1_730_000_000_123,
      traits: own.identify.traits,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    },
    ...moments(),
    ...changes,
  };
}
