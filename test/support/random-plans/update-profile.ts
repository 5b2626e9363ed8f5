import fc from 'fast-check';

import { strategy } from './shared.ts';

export const updateProfile = fc.record({
  profile: fc.constantFrom<unknown>(
    { plan: 'gold', first_name: 'Zoe' },
    { email: 'new@example.com', custom: { total: { $ref: 'data.total' }, gone: 'refs.data.gone' } },
    { custom: { tags: 'refs.data.tags', none: { $ref: 'data.none' } } },
    {},
    'refs.data.nested',
    'refs.data.missing',
  ),
  recipient_id: fc.constantFrom(undefined, undefined, 'ada', 'mute', 'unknown', 'refs.data.who', 'refs.data.missing'),
  merge: strategy,
});
