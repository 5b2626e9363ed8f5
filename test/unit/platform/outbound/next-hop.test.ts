import { describe, expect, it } from 'vitest';

import { type Hop, nextHop } from '../../../../platform/outbound/next-hop.ts';

const headers = {
  accept: 'application/json',
  authorization: 'Bearer secret',
  cookie: 'secret',
  'x-api-key': 'secret',
  'content-type': 'application/json',
  'idempotency-key': 'run-0',
};
const post: Hop = { method: 'POST', url: new URL('https://a.example/one?q=1#part'), headers, body: '{}' };

const follow = (status: number, location: string, hop: Hop = post) => nextHop(hop, { kind: 'moved', status, location });

describe('next hop', () => {
  it.each([
    ['/two', 'https://a.example/two'],
    ['two?x=1', 'https://a.example/two?x=1'],
    ['?q=2', 'https://a.example/one?q=2'],
    ['//b.example/two', 'https://b.example/two'],
    ['http://b.example', 'http://b.example/'],
  ])('A-40 next hop: %s leads to %s', (location, href) => {
    expect(follow(307, location)?.url.href).toBe(href);
  });

  it.each(['http://', 'https://[::1', 'https://a b/'])('A-40 next hop: %j leads nowhere', (location) => {
    expect(follow(302, location)).toBeUndefined();
  });

  it.each<[number, string, string]>([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [303, 'DELETE', 'GET'],
    [302, 'GET', 'GET'],
  ])('A-40 next hop: after a %i, a %s is a %s', (status, method, expected) => {
    const next = follow(status, '/two', { ...post, method });
    expect(next?.method).toBe(expected);
    expect(next?.body).toBe(expected === method && method !== 'GET' ? '{}' : next?.body);
    if (expected !== method) expect(next).toMatchObject({ body: undefined });
    expect(Object.hasOwn(next?.headers ?? {}, 'content-type')).toBe(expected === method);
  });

  it('A-40 next hop: the same server is told everything again', () => {
    expect(follow(307, '/two')?.headers).toEqual(headers);
  });

  it.each(['https://b.example/', 'https://a.example:8443/', 'http://a.example/', 'https://a.example.evil.example/'])(
    'A-40 next hop: %s is another server, and is told nothing secret',
    (location) => {
      const { accept, 'content-type': type, 'idempotency-key': key } = headers;
      expect(follow(307, location)?.headers).toEqual({ accept, 'content-type': type, 'idempotency-key': key });
      expect(JSON.stringify(follow(303, location)?.headers)).not.toContain('secret');
    },
  );
});
