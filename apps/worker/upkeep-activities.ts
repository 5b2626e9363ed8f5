import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';

import { forgetOldRows } from '../../activities/upkeep/forget-old-rows.ts';
import type { OldEvents } from '../../platform/database/events/old-events.ts';
import type { OldRuns, RunPlace } from '../../platform/database/runs/old-runs.ts';
import type { UpkeepActivities } from '../../workflows/contracts/upkeep-activities.ts';
import { withHeartbeat } from './heartbeat.ts';

interface Old {
  runs: Pick<OldRuns, 'forget'>;
  events: Pick<OldEvents, 'forget'>;
}

/** What is done about every day; a worker that stops leaves the rest to another. */
export function upkeepActivities({ runs, events }: Old, log: Pick<Logger, 'info'>): UpkeepActivities {
  const forget = withHeartbeat(async () => {
    const { cancellationSignal: signal } = Context.current();
    const ofRuns = await forgetOldRows((after: RunPlace | undefined) => runs.forget(after), signal);
    return ofRuns + (await forgetOldRows(() => events.forget(), signal));
  });
  return {
    forgetOldRuns: async () => {
      const rows = await forget(undefined);
      if (rows > 0) log.info({ rows }, 'runs and events that are past their time were deleted');
      return rows;
    },
  };
}
