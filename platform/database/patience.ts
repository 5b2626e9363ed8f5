/** A message, or a send to a list, that its workflow should have moved so long ago is looked for: SQL. */
export const PATIENCE = `interval '1 minute'`;

/** So soon after it is written, and after it was canceled, a run is compared with Temporal: SQL. */
export const RUN_PATIENCE = `interval '5 seconds'`;

/** Nothing that is open is looked at more seldom: SQL. */
const LONGEST = `interval '10 minutes'`;

/** Until the next look at what has been as it is for `age`: as long again, and no less than `least`. All is SQL. */
export function putOff(age: string, least: string): string {
  return `least(greatest(${age}, ${least}), ${LONGEST})`;
}
