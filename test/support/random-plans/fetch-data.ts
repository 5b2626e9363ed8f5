import fc from 'fast-check';

import { strategy } from './shared.ts';

const answers = ['object', 'list', 'text', 'prototype', 'missing', 'broken', 'unsteady', 'unsteady'].map(
  (name) => `https://example.com/${name}`,
);

/** How each is answered is told by `randomAnswers`; what is asked by POST is not tried again. */
export const fetchData = fc.record({
  webhook: fc.oneof(
    fc.record({
      method: fc.constantFrom('POST', 'PUT'),
      url: fc.constantFrom<unknown>('refs.data.place', `https://example.com/\${data.name}`, 'no url', ...answers),
      headers: fc.constantFrom<unknown>(undefined, { 'X-Name': 'refs.data.name', 'X-None': { $ref: 'data.none' } }),
      params: fc.constantFrom<unknown>(undefined, { tags: 'refs.data.tags', total: { $ref: 'data.total' } }),
      body: fc.constantFrom<unknown>('body', { nested: { $ref: 'data.nested' } }),
    }),
    fc.constantFrom<unknown>({ url: 'refs.data.missing' }, 'refs.data.junk', {
      url: `https://example.com/\${data.gone}`,
    }),
  ),
  merge_strategy: strategy,
});
