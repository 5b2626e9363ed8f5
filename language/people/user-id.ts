import { z } from 'zod';

/** A user's id, as profiles are stored under. U-01 */
export const UserId = z.string().trim().min(1, 'must not be blank').max(512);
