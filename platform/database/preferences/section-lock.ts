/** To the end of the transaction: nobody archives the section or adds to it. No row where there is none. $1 environment, $2 id. */
export const LOCK_SECTION = `
SELECT 1 FROM preference_section WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL FOR UPDATE`;
