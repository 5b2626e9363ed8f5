import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Workspaces } from '../../../platform/database/workspaces.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import type { WorkspaceAnswer, WorkspacePatch } from './workspace.schemas.ts';

/** The caller's workspace. R-25 */
@Injectable()
export class WorkspaceService {
  constructor(private readonly workspaces: Workspaces) {}

  async retrieve({ environmentId }: Caller): Promise<z.infer<typeof WorkspaceAnswer>> {
    const { id, name, defaultBrandId, flags } = found(await this.workspaces.find(environmentId), 'Workspace');
    return { id, name, default_brand_id: defaultBrandId, flags: flags as Record<string, string | number | boolean> };
  }

  async change(caller: Caller, patch: z.infer<typeof WorkspacePatch>): Promise<z.infer<typeof WorkspaceAnswer>> {
    const { name, default_brand_id: defaultBrandId, flags } = patch;
    await this.workspaces.change(caller.environmentId, { name, defaultBrandId, flags });
    return this.retrieve(caller);
  }
}
