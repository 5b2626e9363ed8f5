import { describe, expect, it } from 'vitest';

import { requestOf } from '../../../../activities/fetch/request-of.ts';
import { fetchData } from '../../../../language/actions/fetch-data.ts';

const url = 'https://example.com/';

function request(webhook: object) {
  return requestOf(fetchData.fields.shape.webhook.parse({ url, ...webhook }), 'run-3');
}

describe('request of a fetch', () => {
  it.each([
    [url, { a: 'x y', b: 2, c: true, d: null }, '?a=x+y&b=2&c=true'],
    [`${url}?sig=a%20b+c#part`, { a: '&=é' }, '?sig=a%20b+c&a=%26%3D%C3%A9'],
    [`${url}?sig=a%20b`, {}, '?sig=a%20b'],
    [
      url,
      { list: ['x', 1, null, ['y']], object: { z: 1 } },
      '?list=x&list=1&list=%5B%22y%22%5D&object=%7B%22z%22%3A1%7D',
    ],
  ])('A-26 request: %s with params %j', (written, params, search) => {
    expect(request({ url: written, params })?.url.search).toBe(search);
  });

  it.each([
    '',
    'example.com',
    '/path',
    'https://',
    'https://exa mple.com',
    'https://[::1',
    `${url}${'a'.repeat(16_000)}`,
  ])('F-03 request: %j is no URL', (written) => {
    expect(request({ url: written })).toBeUndefined();
  });

  it.each([
    ['GET', undefined],
    ['POST', 'run-3'],
    ['PUT', 'run-3'],
    ['PATCH', 'run-3'],
    ['DELETE', 'run-3'],
  ])('A-26 request: a %s carries the key %s', (method, key) => {
    expect(request({ method })?.headers['idempotency-key']).toBe(key);
  });

  it.each([
    [{ a: [1, { b: null }] }, '{"a":[1,{"b":null}]}', 'application/json'],
    [[1], '[1]', 'application/json'],
    ['{"a": 1}', '{"a": 1}', 'application/json'],
    ['a=1', 'a=1', 'text/plain; charset=utf-8'],
    ['', '', 'text/plain; charset=utf-8'],
  ])('A-26 request: the body %j is sent as %s', (body, text, type) => {
    const sent = request({ method: 'POST', body });
    expect([sent?.body, sent?.headers['content-type']]).toEqual([text, type]);
  });

  it('A-26 request: a GET has no body, whatever is written', () => {
    expect(request({ body: 'body' })).toEqual({
      method: 'GET',
      url: new URL(url),
      headers: { accept: 'application/json' },
    });
  });

  it('A-26 request: headers of the author win over ours, in whatever case', () => {
    const headers = {
      ACCEPT: 'text/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Idempotency-Key': 'own',
    };
    expect(request({ method: 'POST', body: 'a=1', headers })?.headers).toEqual({
      accept: 'text/json',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'own',
    });
  });
});
