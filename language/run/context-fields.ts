import { z } from 'zod';

import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';

/** The fields of a run's context, as a request or an `invoke` step gives them. A-05 */
export const contextFields = {
  brand: optional(z.string()),
  data: optional(JsonRecord),
  profile: optional(JsonRecord),
  recipient: optional(z.string()),
  template: optional(z.string()),
};
