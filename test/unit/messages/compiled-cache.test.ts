import { expect, test } from 'vitest';

import { CompiledCache } from '../../../messages/compiled-cache.ts';
import { compileContent } from '../../../messages/content.ts';

const compile = () => compileContent({ body: 'x' });
const fail = () => {
  throw new Error('compiled again');
};

test('compiled cache: compiles a version once', () => {
  const cache = new CompiledCache();
  const compiled = cache.find('v1', compile);
  expect(cache.find('v1', fail)).toBe(compiled);
});

test('compiled cache: forgets the least recently used version first', () => {
  const cache = new CompiledCache(2);
  const first = cache.find('v1', compile);
  cache.find('v2', compile);
  cache.find('v1', fail);
  cache.find('v3', compile);
  expect(cache.find('v1', fail)).toBe(first);
  expect(() => cache.find('v2', fail)).toThrow('compiled again');
});
