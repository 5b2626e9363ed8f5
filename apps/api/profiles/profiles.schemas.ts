import { z } from 'zod';
import type { JsonObject } from '../../../language/json/json.ts';
import { JsonPatch } from '../../../language/json/json-patch.ts';

const Facts = z.record(z.string(), z.unknown()).transform((facts) => facts as JsonObject);

/** Body of POST and PUT. */
export const ProfileWrite = z.object({ profile: Facts }).meta({ id: 'ProfileWrite' });

/** Body of PATCH: a JSON Patch. */
export const ProfilePatch = z.object({ patch: JsonPatch }).meta({ id: 'ProfilePatch' });

export const ProfileAnswer = z.object({ profile: z.record(z.string(), z.unknown()) }).meta({ id: 'Profile' });

export const ProfileWritten = z.object({ status: z.literal('SUCCESS') }).meta({ id: 'ProfileWritten' });
