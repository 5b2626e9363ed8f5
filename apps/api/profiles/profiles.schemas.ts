import { z } from 'zod';

import type { JsonObject } from '../../../language/json.ts';

const Facts = z.record(z.string(), z.unknown()).transform((facts) => facts as JsonObject);

/** Body of POST and PUT. */
export const ProfileWrite = z.object({ profile: Facts }).meta({ id: 'ProfileWrite' });

export const UserId = z.string().trim().min(1, 'must not be blank').max(512);

export const ProfileAnswer = z.object({ profile: z.record(z.string(), z.unknown()) }).meta({ id: 'Profile' });

export const ProfileWritten = z.object({ status: z.literal('SUCCESS') }).meta({ id: 'ProfileWritten' });
