import fc from 'fast-check';

import { strategy } from './shared.ts';

export const getProfile = fc.record({
  user_id: fc.constantFrom<unknown>('ada', 'mute', 'unknown', 'refs.data.who', { $ref: 'data.missing' }),
  path: fc.constantFrom(undefined, 'profile', 'data.found', 'data.nested', 'data.total'),
  merge_strategy: strategy,
  tenant_id: fc.constantFrom(undefined, undefined, 'acme', 'nowhere', 'refs.data.missing'),
});
