/** A message that its workflow should have moved so long ago is looked for: SQL. */
export const PATIENCE = `interval '1 minute'`;
