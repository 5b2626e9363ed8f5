/** As large as the body of a request may make a text, and as contents may be. */
const LARGE = 'x'.repeat(5_000_000);
const CONTENT = 'm'.repeat(450_000);
const to = { email: 'ada@example.com' };

const steps =
  (step: (index: number) => object, data: object = { q: LARGE }, more: object = {}) =>
  () => ({
    recipient: 'ada',
    automation: { steps: Array.from({ length: 200 }, (_, index) => step(index)) },
    data,
    ...more,
  });

const sends = (content: object, more: object = {}, text = CONTENT) =>
  steps((index) => ({ action: 'send', message: { to, data: { index }, content, ...more } }), { q: text });

const fetches = (url: string, body?: object, text?: string) =>
  steps(
    () => ({ action: 'fetch-data', webhook: { url, method: body ? 'POST' : 'GET', body }, merge_strategy: 'replace' }),
    text ? { q: text } : undefined,
  );

const updates = (user: (index: number) => string) =>
  steps((index) => ({
    action: 'update-profile',
    recipient_id: user(index),
    profile: { [`key${index}`]: `${index}\${data.q}` },
    merge: 'overwrite',
  }));

const sendNode = { type: 'send', message: { template: 'large' } };
const trigger = { type: 'trigger', trigger_type: 'api-invoke' };

/** Short members, as many as there is room for, and as many as are taken. */
const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const sendsTo = (profile: object) =>
  steps(() => ({ action: 'send', message: { content: { title: 'T', body: 'B' } } }), {}, { profile });

/** Waits for any tracked event, and looks at all that it tells as often as conditions may. */
const triggerOfAll = {
  type: 'trigger',
  trigger_type: 'segment',
  request_type: 'track',
  conditions: { AND: Array.from({ length: 100 }, () => ['properties', 'is equal', 'x']) },
};

/** Bodies that make what is large many times, and each of them as large a request as any. */
export const HOSTILE: Record<string, () => object> = {
  invokes: steps(() => ({ action: 'invoke', template: 'long' })),
  'invokes with data of their own': steps((index) => ({
    action: 'invoke',
    template: 'long',
    context: { data: { own: `${index}\${data.q}` } },
  })),
  sends: sends({ title: 'T', body: '{{index}}{{q}}' }),
  'sends of two bytes a character': sends({ title: '{{q}}', body: '{{q}}' }, {}, 'é'.repeat(450_000)),
  'sends that wait': sends(
    { title: 'T', body: '{{own}}' },
    { data: { own: `1\${data.q}` }, delay: { duration: 3_600_000 } },
  ),
  conditions: steps(() => ({ action: 'delay', duration: '1 hour', if: "data.q == 'x' || data.q == 'y'" })),
  'conditions over what they make': steps(
    (index) => ({ action: 'delay', duration: '1 hour', if: `data.q + '${index}' == 'x'` }),
    { q: CONTENT },
  ),
  'fetches of an address': fetches(`https://example.com/\${data.q}`),
  'fetches of addresses that are just taken': fetches(`https://example.com/\${data.q}`, undefined, 'x'.repeat(15_900)),
  'fetches with a body': fetches('https://example.com/', { own: `x\${data.q}` }),
  'updates of one profile': updates(() => 'ada'),
  'updates of many profiles': updates((index) => `user${index}`),
  'sends to a profile of many members': sendsTo({ ...to, ...members(250_000) }),
  'sends to one of as many as are taken': sendsTo({ ...to, ...members(99_000) }),
  'invokes with many members': steps(() => ({ action: 'invoke', template: 'long' }), members(99_000)),
  'sends to a list': steps(() => ({ action: 'send-list', list: 'team', template: 'large' }), { q: CONTENT }),
  'a journey': () => ({
    user_id: 'ada',
    data: { q: CONTENT },
    journey: { name: 'Hostile', nodes: [trigger, ...Array.from({ length: 490 }, () => sendNode)] },
  }),
  'an event for many triggers': () => ({
    event: { type: 'track', event: 'Large', userId: 'ada', properties: members(49_000) },
    journey: { name: 'Hostile', nodes: [...Array.from({ length: 200 }, () => triggerOfAll), sendNode] },
  }),
};
