import { z } from 'zod';

/** A topic's id, as users and tenants name it. U-06 */
export const TopicId = z.string().trim().min(1, 'must not be blank').max(256);
