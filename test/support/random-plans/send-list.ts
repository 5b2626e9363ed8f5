import fc from 'fast-check';

import { brand, template } from './shared.ts';

export const sendList = fc.record(
  {
    list: fc.constantFrom<unknown>('team.a', 'team.*', '**', 'nobody', { $ref: 'data.missing' }),
    template,
    brand,
    data: fc.constant({ total: 2 }),
  },
  { requiredKeys: ['list'] },
);
