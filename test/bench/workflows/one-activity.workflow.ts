import { proxyActivities } from '@temporalio/workflow';

import type { AnchorActivities } from './anchor-activities.ts';

const { nothing } = proxyActivities<AnchorActivities>({ startToCloseTimeout: '10s' });

/** The least that a workflow with an activity can cost. */
export async function oneActivity(): Promise<void> {
  await nothing();
}
