import { expect, test } from 'vitest';

import { type RoutableProvider, type RouteRequest, type Routing, route } from '../../../messages/routing.ts';

const smtp = { id: 'p1', provider: 'smtp', channels: ['email'] };
const backup = { id: 'p2', provider: 'smtp', channels: ['email'] };
const twilio = { id: 'p3', provider: 'twilio', channels: ['sms'] };
const outbox = { id: 'p4', provider: 'outbox', channels: ['email', 'sms'] };
const profile = { email: 'ann@a.example', phone_number: '+1 (555) 0100' };

const single = (channels: Routing['channels']): Routing => ({ method: 'single', channels });
const all = (channels: Routing['channels']): Routing => ({ method: 'all', channels });

const routeOf = (request: Partial<RouteRequest<RoutableProvider>>) =>
  route({ written: [], recipient: { profile }, providers: [smtp, twilio, backup], ...request });

test('S-03 routing: email is the channel when neither message nor content names one', () => {
  const way = { channel: 'email', address: 'ann@a.example', providers: [smtp, backup] };
  expect(routeOf({})).toEqual({ status: 'ROUTED', ways: [way] });
});

test('S-03 routing: takes the first channel asked for that has a provider and an address', () => {
  const requested = single(['push', 'inbox', 'sms', 'email']);
  expect(routeOf({ requested })).toMatchObject({
    ways: [{ channel: 'sms', address: '+1 (555) 0100', providers: [twilio] }],
  });
  expect(routeOf({ requested, providers: [smtp] })).toMatchObject({ ways: [{ channel: 'email' }] });
});

test('S-03 routing: follows the channels of the content when the message asks for none', () => {
  expect(routeOf({ written: ['sms', 'email'] })).toMatchObject({ ways: [{ channel: 'sms' }] });
  expect(routeOf({ written: ['sms'], requested: single(['email', 'sms']) })).toMatchObject({
    ways: [{ channel: 'sms' }],
  });
});

test('S-03 routing: the inbox is addressed by the user id', () => {
  const inbox = { provider: 'courier', channels: ['inbox'] };
  const request = { requested: single(['inbox']), providers: [inbox] };
  expect(routeOf({ ...request, recipient: { userId: 'u1', profile } })).toMatchObject({ ways: [{ address: 'u1' }] });
  expect(routeOf({ ...request, recipient: { userId: '', profile } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});

test.each([
  { requested: single([]) },
  { requested: single(['push', 'constructor']) },
  { requested: single(['sms']), written: ['email'] },
  { written: ['slack'] },
])('S-03 routing: NO_CHANNELS when no channel fits (%j)', (request) => {
  expect(routeOf(request)).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_CHANNELS' });
});

test('S-03 routing: NO_PROVIDERS says what each channel lacks, without values', () => {
  const requested = single(['sms', 'email']);
  expect(routeOf({ requested, providers: [smtp], recipient: { profile: { ...profile, email: 'a@b, c@d' } } })).toEqual({
    status: 'UNROUTABLE',
    reason: 'NO_PROVIDERS',
    error: 'sms: no provider is configured; email: the recipient has no valid email',
  });
  expect(routeOf({ recipient: { profile: {} } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});

test('S-03 routing: the outbox serves those of its channels for which nothing else is configured', () => {
  expect(routeOf({ requested: single(['sms']), providers: [outbox] })).toMatchObject({
    ways: [{ channel: 'sms', providers: [outbox] }],
  });
  expect(routeOf({ providers: [outbox, smtp] })).toMatchObject({ ways: [{ providers: [smtp] }] });
  expect(routeOf({ providers: [twilio, outbox] })).toMatchObject({ ways: [{ channel: 'email', providers: [outbox] }] });
  const requested = single(['inbox', 'sms']);
  const user = { userId: 'u1', profile };
  expect(routeOf({ requested, providers: [outbox], recipient: user })).toMatchObject({ ways: [{ channel: 'sms' }] });
  expect(routeOf({ providers: [outbox], recipient: { profile: {} } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});

const channelsOf = (requested: Routing, changes: Partial<RouteRequest<RoutableProvider>> = {}) => {
  const routed = routeOf({ requested, ...changes });
  return routed.status === 'ROUTED' ? routed.ways.map(({ channel }) => channel) : routed.reason;
};

test.each([
  [all(['email', 'sms']), ['email', 'sms']],
  [all(['sms', 'push', 'email']), ['sms', 'email']],
  [all(['email', single(['inbox', 'sms'])]), ['email', 'sms']],
  [single([all(['push', 'inbox']), all(['sms', 'email']), 'email']), ['sms', 'email']],
  [all([single(['sms', 'email']), 'sms']), ['sms']],
  [all(['push']), 'NO_CHANNELS'],
  [all(['inbox']), 'NO_PROVIDERS'],
])('S-03 §11.4 routing: `all` uses every channel that it can, once, and groups nest: %j', (requested, channels) => {
  expect(channelsOf(requested)).toEqual(channels);
});

test('§11.4 routing: `all` is kept to what the content was written for', () => {
  expect(channelsOf(all(['email', 'sms']), { written: ['sms'] })).toEqual(['sms']);
});

test('§11.4 routing: a message names the providers of a channel, and their order', () => {
  const other = { provider: 'other', channels: ['email'] };
  const wanted = (providers?: string[]) =>
    routeOf({ providers: [smtp, other, outbox], wanted: { email: { providers } } });
  expect(wanted(['other', 'smtp'])).toMatchObject({ ways: [{ providers: [other, smtp], wanted: ['other', 'smtp'] }] });
  expect(wanted(['outbox'])).toMatchObject({ ways: [{ providers: [outbox] }] });
  expect(wanted(['gone'])).toMatchObject({ reason: 'NO_PROVIDERS' });
  expect(wanted()).toMatchObject({ ways: [{ providers: [smtp, other] }] });
});
