/**
 * Held to the end of the transaction by whoever must see what others committed in the environment: in a statement of its own,
 * since the next one sees what the holder before it committed. $1 environment.
 */
export const LOCK_ENVIRONMENT = 'SELECT 1 FROM environment WHERE id = $1 FOR NO KEY UPDATE';
