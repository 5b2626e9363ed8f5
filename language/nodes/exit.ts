import { z } from 'zod';

import type { Node } from './node.ts';

/** Ends the run. §3.10 */
export const exit = {
  fields: z.object({}),
  label: () => undefined,
  conditions: 'none',
  isEnd: true,
} satisfies Node;
