import { describe, expect, it } from 'vitest';

import { HttpHeaders } from '../../../language/http-headers.ts';

const messagesOf = (headers: object): string[] =>
  (HttpHeaders.safeParse(headers).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('headers', () => {
  it.each([
    {},
    { Authorization: 'Bearer a.b-c=', 'X-Api_Key': '', 'x!#$%&*+.^`|~': '1' },
    { 'X-Name': 'Bjørn "ÿ"', 'X-None': null },
    Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`x-${at}`, 'y'])),
    { long: 'y'.repeat(7_996) },
  ])('A-26 headers: %j may be sent', (headers) => {
    expect(messagesOf(headers)).toEqual([]);
  });

  it.each([
    ...[
      'a\rb',
      'a\nb',
      'a\r\nX-Evil: 1',
      'a\0',
      '\t',
      'a\u0085b',
      'a\u2028b',
      '=?utf-8?q?=0a?=\n',
      '\u{1f600}',
      '\x7f',
    ],
  ])('A-26 headers: the value %j holds what could end its line', (value) => {
    expect(messagesOf({ 'X-A': value })).toEqual(['X-A: holds a character that no header may hold']);
  });

  it.each(['', 'a b', 'a:', 'a\r\nb', 'é', 'a(b)'])('A-26 headers: %j is no name', (name) => {
    expect(messagesOf({ [name]: '1' })).toEqual([`${name}: is not the name of a header`]);
  });

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'CONNECTION', 'Upgrade', 'Expect', 'Accept-Encoding', 'TE'])(
    'A-26 headers: %s is for the client to set',
    (name) => {
      expect(messagesOf({ [name]: '1' })).toEqual([`${name}: is a header that only the client may set`]);
    },
  );

  it('A-26 headers: they are limited in number and length', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`x-${at}`, 'y']));
    expect(messagesOf(many)).toEqual([': are more than 50']);
    expect(messagesOf({ long: 'y'.repeat(7_997) })).toEqual([': are longer than 8000 characters']);
  });
});
