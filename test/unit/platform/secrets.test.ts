import { expect, test } from 'vitest';

import { Secrets } from '../../../platform/secrets.ts';

const first = { id: 'k1', key: Buffer.alloc(32, 1) };
const second = { id: 'k2', key: Buffer.alloc(32, 2) };
const password = { password: 'hunter2 – ü' };

test('R-28 secrets: what is sealed opens again and shows nothing', () => {
  const secrets = new Secrets([first]);
  const sealed = secrets.seal(password);
  expect(sealed).toMatch(/^k1\.[\w-]+$/);
  expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('hunter2');
  expect(secrets.open(sealed)).toEqual(password);
  expect(secrets.seal(password)).not.toBe(sealed);
});

test('R-28 secrets: the first key seals, every key opens, so keys can be rotated', () => {
  const old = new Secrets([first]).seal(password);
  const rotated = new Secrets([second, first]);
  expect(rotated.open(old)).toEqual(password);
  expect(rotated.seal(password)).toMatch(/^k2\./);
  expect(() => new Secrets([second]).open(old)).toThrow('"k1"');
});

test('R-28 secrets: a changed text, and the text of another key, do not open', () => {
  const secrets = new Secrets([first, { ...first, id: 'k3' }]);
  const sealed = secrets.seal(password);
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => secrets.open(`k1.${bytes.toString('base64url')}`)).toThrow();
  expect(() => secrets.open(sealed.replace('k1.', 'k3.'))).toThrow();
});

test('R-28 secrets: without keys nothing can be sealed', () => {
  const secrets = new Secrets([]);
  expect(secrets.canSeal).toBe(false);
  expect(() => secrets.seal(password)).toThrow('ANGARIUM_ENCRYPTION_KEYS');
});
