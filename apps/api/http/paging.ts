import { z } from 'zod';

/** Whether a list goes on, and from where. */
export const Paging = z.object({ more: z.boolean(), cursor: z.string().optional() }).meta({ id: 'Paging' });

/** `cursor` is absent at the end. */
export function pagingOf(cursor: string | undefined): z.infer<typeof Paging> {
  return cursor === undefined ? { more: false } : { more: true, cursor };
}
