import type { z } from 'zod';

import type { RunFilters } from '../../../platform/database/runs/run-views.ts';
import type { RunsQuery } from './automations.schemas.ts';

/** Which runs a query asks for. J-46 */
export function runFilters({ status, template_id, start_date, end_date }: z.infer<typeof RunsQuery>): RunFilters {
  return { status, templateId: template_id, from: start_date, until: end_date };
}
