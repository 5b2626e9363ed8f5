import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../../language/json/json.ts';
import type { JsonPatch } from '../../../language/json/json-patch.ts';
import { Profiles } from '../../../platform/database/profiles.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { patchProfile } from './patch-profile.ts';

const WRITTEN = { status: 'SUCCESS' } as const;

/** Stored profiles of users. U-02 */
@Injectable()
export class ProfilesService {
  constructor(private readonly profiles: Profiles) {}

  async retrieve({ environmentId }: Caller, userId: string): Promise<{ profile: JsonObject }> {
    return { profile: found(await this.profiles.find(environmentId, userId), 'Profile') };
  }

  async merge({ environmentId }: Caller, userId: string, profile: JsonObject): Promise<typeof WRITTEN> {
    await this.profiles.merge(environmentId, userId, profile);
    return WRITTEN;
  }

  async replace({ environmentId }: Caller, userId: string, profile: JsonObject): Promise<typeof WRITTEN> {
    await this.profiles.replace(environmentId, userId, profile);
    return WRITTEN;
  }

  /** @throws InvalidInput, ApiError; nothing is changed then. */
  async patch({ environmentId }: Caller, userId: string, operations: JsonPatch): Promise<void> {
    const change = (profile: JsonObject) => patchProfile(profile, operations);
    const { refusal } = found(await this.profiles.change(environmentId, userId, change), 'Profile');
    if (refusal) throw refusal;
  }

  async remove({ environmentId }: Caller, userId: string): Promise<void> {
    await this.profiles.remove(environmentId, userId);
  }
}
