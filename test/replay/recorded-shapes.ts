export const content = { title: 'T', body: 'B' };
export const send = { action: 'send', template: 'WELCOME' };
export const toEveryone = { action: 'send-list', list: 'everyone', template: 'WELCOME' };

const delay = { action: 'delay', duration: '1 second' };
const fetchFrom = (url: string) => ({ action: 'fetch-data', webhook: { url, method: 'POST' } });
const found = fetchFrom('https://example.com/found');
const missed = fetchFrom('https://example.com/missed');

/** Every shape of a run of an automation that this release can have, of those that are left alone. */
export const shapes: Record<string, object[]> = {
  send: [send],
  'send-delay-send': [send, delay, send],
  'delay-last': [send, delay],
  skipped: [
    { ...send, if: 'false' },
    { ...delay, if: 'false' },
  ],
  failed: [send, { action: 'send', template: 'MISSING' }, send],
  'delay-over-at-once': [{ action: 'delay', duration: '0 minutes' }, send],
  fetch: [found, { action: 'update-profile', profile: { plan: 'gold' } }, send],
  'fetch-missed': [missed, send, fetchFrom('no url'), delay, missed],
  cancel: [{ action: 'cancel', cancelation_token: 'order-9042' }, send],
  invoke: [{ action: 'invoke', template: 'follow-up' }, send],
  'send-list': [toEveryone, send],
  deferred: [{ action: 'send', message: { to: { email: 'later2@example.com' }, content } }, send],
  'many-steps': Array.from({ length: 20 }, () => send),
};

/** Of a run that sleeps until somebody cancels it. */
export const sleeper = [send, { action: 'delay', duration: '30 days' }, send];

const node = {
  send: { type: 'send', message: { template: 'WELCOME', to: { email_override: 'ada@example.com' } } },
  delay: { type: 'delay', mode: 'duration', duration: 'PT1S' },
  fetch: { type: 'fetch', method: 'post', url: 'https://example.com/found', merge_strategy: 'overwrite' },
  throttle: { type: 'throttle', id: 'limit', scope: 'global', max_allowed: 1, period: 'P1Y' },
  batch: {
    type: 'batch',
    scope: 'user',
    wait_period: 'PT2S',
    max_wait_period: 'PT9S',
    retain: { type: 'last', count: 1 },
  },
  exit: { type: 'exit' },
};
const fork = (then: object[], otherwise: object[]) => {
  return {
    type: 'branch',
    paths: [{ conditions: ['data.way', 'exists'], nodes: then }],
    default: { nodes: otherwise },
  };
};

/** What runs of journeys are asked for with. */
export const DATA = { way: 1 };

/** Every shape of a run of a journey; those of one name, one after the other, are runs of one journey. */
export const journeys: Record<string, [journey: string, nodes: object[]]> = {
  journey: ['all', [node.fetch, fork([node.delay], [node.exit]), node.throttle, node.send, node.exit]],
  'journey-throttled': ['all', [fork([], []), node.throttle, node.send]],
  'journey-wait-ends-path': ['waits', [fork([node.delay], [node.send])]],
  'journey-empty-path': ['empty', [fork([], [node.send])]],
  'journey-skipped': ['skips', [{ ...node.send, conditions: ['data.none', 'exists'] }, node.exit]],
  'journey-batch': ['alone', [node.batch, node.exit]],
};

/** Of three runs: the first one gathers what they bring. */
export const gatherers = [{ ...node.batch, wait_period: 'PT8S', max_wait_period: 'PT1H', max_items: 3 }, node.send];
