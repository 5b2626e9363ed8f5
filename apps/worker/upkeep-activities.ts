import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';

import { forgetOldRuns } from '../../activities/upkeep/forget-old-runs.ts';
import type { OldRuns, RunPlace } from '../../platform/database/runs/old-runs.ts';
import type { UpkeepActivities } from '../../workflows/contracts/upkeep-activities.ts';
import { withHeartbeat } from './heartbeat.ts';

/** What is done about every day; a worker that stops leaves the rest to another. */
export function upkeepActivities(oldRuns: Pick<OldRuns, 'forget'>, log: Pick<Logger, 'info'>): UpkeepActivities {
  const forget = withHeartbeat(() =>
    forgetOldRuns((after: RunPlace | undefined) => oldRuns.forget(after), Context.current().cancellationSignal),
  );
  return {
    forgetOldRuns: async () => {
      const rows = await forget(undefined);
      if (rows > 0) log.info({ rows }, 'runs that are past their time were deleted');
      return rows;
    },
  };
}
