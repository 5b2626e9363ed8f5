import { OPEN } from '../statuses-sql.ts';

/** How long a run can be asked for, from its acceptance. J-51 */
export const RETENTION = `interval '95 days'`;

/** Which runs `r` can still be asked for: those of that time, and longer until their end. J-51 */
export const KEPT = `(r.created_at > now() - ${RETENTION} OR r.status IN ${OPEN})`;
