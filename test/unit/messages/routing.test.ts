import { expect, test } from 'vitest';

import { type RouteRequest, type RoutableProvider, route } from '../../../messages/routing.ts';

const smtp = { id: 'p1', provider: 'smtp', channels: ['email'] };
const backup = { id: 'p2', provider: 'smtp', channels: ['email'] };
const twilio = { id: 'p3', provider: 'twilio', channels: ['sms'] };
const outbox = { id: 'p4', provider: 'outbox', channels: ['email', 'sms'] };
const profile = { email: 'ann@a.example', phone_number: '+1 (555) 0100' };

const routeOf = (request: Partial<RouteRequest<RoutableProvider>>) =>
  route({ written: [], recipient: { profile }, providers: [smtp, twilio, backup], ...request });

test('S-03 routing: email is the channel when neither message nor content names one', () => {
  const routed = { status: 'ROUTED', channel: 'email', address: 'ann@a.example', providers: [smtp, backup] };
  expect(routeOf({})).toEqual(routed);
});

test('S-03 routing: takes the first channel asked for that has a provider and an address', () => {
  const requested = ['push', 'inbox', 'sms', 'email'];
  expect(routeOf({ requested })).toMatchObject({ channel: 'sms', address: '+1 (555) 0100', providers: [twilio] });
  expect(routeOf({ requested, providers: [smtp] })).toMatchObject({ channel: 'email' });
});

test('S-03 routing: follows the channels of the content when the message asks for none', () => {
  expect(routeOf({ written: ['sms', 'email'] })).toMatchObject({ channel: 'sms' });
  expect(routeOf({ written: ['sms'], requested: ['email', 'sms'] })).toMatchObject({ channel: 'sms' });
});

test('S-03 routing: the inbox is addressed by the user id', () => {
  const inbox = { provider: 'courier', channels: ['inbox'] };
  const request = { requested: ['inbox'], providers: [inbox] };
  expect(routeOf({ ...request, recipient: { userId: 'u1', profile } })).toMatchObject({ address: 'u1' });
  expect(routeOf({ ...request, recipient: { userId: '', profile } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});

test.each([
  { requested: [] },
  { requested: ['push', 'constructor'] },
  { requested: ['sms'], written: ['email'] },
  { written: ['slack'] },
])('S-03 routing: NO_CHANNELS when no channel fits (%j)', (request) => {
  expect(routeOf(request)).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_CHANNELS' });
});

test('S-03 routing: NO_PROVIDERS says what each channel lacks, without values', () => {
  const requested = ['sms', 'email'];
  expect(routeOf({ requested, providers: [smtp], recipient: { profile: { ...profile, email: 'a@b, c@d' } } })).toEqual({
    status: 'UNROUTABLE',
    reason: 'NO_PROVIDERS',
    error: 'sms: no provider is configured; email: the recipient has no valid email',
  });
  expect(routeOf({ recipient: { profile: {} } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});

test('S-03 routing: the outbox serves those of its channels for which nothing else is configured', () => {
  expect(routeOf({ requested: ['sms'], providers: [outbox] })).toMatchObject({ channel: 'sms', providers: [outbox] });
  expect(routeOf({ providers: [outbox, smtp] })).toMatchObject({ providers: [smtp] });
  expect(routeOf({ providers: [twilio, outbox] })).toMatchObject({ channel: 'email', providers: [outbox] });
  const requested = ['inbox', 'sms'];
  const user = { userId: 'u1', profile };
  expect(routeOf({ requested, providers: [outbox], recipient: user })).toMatchObject({ channel: 'sms' });
  expect(routeOf({ providers: [outbox], recipient: { profile: {} } })).toMatchObject({ reason: 'NO_PROVIDERS' });
});
