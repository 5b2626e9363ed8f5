import { z } from 'zod';

import { Content } from './content.ts';

/**
 * A message template as it is written and stored (POST and PUT `/notifications`, §11.3).
 * `alias`: absent keeps the present one, null removes it, a string becomes the only one; `tenant/…` is reserved.
 */
export const TemplateBody = z
  .object({
    name: z.string().trim().min(1).max(256),
    tags: z.array(z.string()).nullish(),
    brand: z.object({ id: z.string().min(1) }).nullish(),
    subscription: z.object({ topic_id: z.string().min(1) }).nullish(),
    routing: z.object({ strategy_id: z.string().min(1) }).nullish(),
    content: Content,
    alias: z
      .string()
      .min(1)
      .max(256)
      .refine((alias) => !alias.startsWith('tenant/'), 'must not begin with tenant/')
      .nullish(),
  })
  .meta({ id: 'NotificationTemplateBody' });
export type TemplateBody = z.infer<typeof TemplateBody>;
