import { OPEN } from '../statuses-sql.ts';

/** Which runs `r` can still be asked for: 95 days from their acceptance, and until their end. J-51 */
export const KEPT = `(r.created_at > now() - interval '95 days' OR r.status IN ${OPEN})`;
