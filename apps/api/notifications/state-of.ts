import type { z } from 'zod';

import type { State, WrittenState } from './notifications.schemas.ts';

/** What a request makes of what it writes: a draft, unless it says otherwise. */
export function stateOf(state: z.infer<typeof WrittenState>): z.infer<typeof State> {
  return state?.toUpperCase() === 'PUBLISHED' ? 'PUBLISHED' : 'DRAFT';
}
