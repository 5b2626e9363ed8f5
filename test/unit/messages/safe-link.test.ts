import { expect, test } from 'vitest';

import { safeLink } from '../../../messages/safe-link.ts';

test.each([
  'http://a.example',
  'https://a.example/b?c=d&e=f#g',
  'HTTPS://a.example',
  'mailto:a@b.example',
  'tel:+1555',
])('links: %s may stand in a message', (link) => {
  expect(safeLink(` ${link}\n`)).toBe(link);
});

test('links: a space is encoded', () => {
  expect(safeLink('https://a.example/b c')).toBe('https://a.example/b%20c');
});

test.each([
  '',
  'a.example',
  '//a.example',
  '/relative',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)//https://a.example',
  'vbscript:x',
  'data:text/html,x',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'file:///etc/passwd',
  'https:',
  'https://a.example/\r\nBcc: x',
  'https://a.example/\u0000',
  'https://a.example/\u2028x',
])('links: %j may not', (link) => {
  expect(safeLink(link)).toBeUndefined();
});
