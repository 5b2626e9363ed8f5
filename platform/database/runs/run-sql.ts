import { RUN_PATIENCE } from '../patience.ts';

/** The columns of a run as it is accepted; the last four have the values of {@link ACCEPTED}. */
export const RUN_COLUMNS = `id, environment_id, kind, source, automation_id, depth, cancelation_token, mock, context, plan,
  status, created_at, updated_at, check_after`;

/** Not begun, and the reconciler's if nobody starts it. */
export const ACCEPTED = `'NOT PROCESSED', now(), now(), now() + ${RUN_PATIENCE}`;
