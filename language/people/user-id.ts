import { z } from 'zod';

/** Of a user's id, in characters. */
export const LONGEST_USER_ID = 512;

/** A user's id, as profiles are stored under. U-01 */
export const UserId = z.string().trim().min(1, 'must not be blank').max(LONGEST_USER_ID);
