import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { InvalidInput } from '../../../language/problem.ts';
import { Brands } from '../../../platform/database/brands.ts';
import { Workspaces } from '../../../platform/database/workspaces.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import type { WorkspaceAnswer, WorkspacePatch } from './workspace.schemas.ts';

/** The caller's workspace. R-25 */
@Injectable()
export class WorkspaceService {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly brands: Brands,
  ) {}

  async retrieve({ environmentId }: Caller): Promise<z.infer<typeof WorkspaceAnswer>> {
    const { id, name, defaultBrandId, flags } = found(await this.workspaces.find(environmentId), 'Workspace');
    return { id, name, default_brand_id: defaultBrandId, flags: flags as Record<string, string | number | boolean> };
  }

  /** @throws InvalidInput for a brand that the caller's environment does not have. */
  async change(caller: Caller, patch: z.infer<typeof WorkspacePatch>): Promise<z.infer<typeof WorkspaceAnswer>> {
    const { name, default_brand_id: defaultBrandId, flags } = patch;
    const isUnknown = defaultBrandId && !(await this.brands.find(caller.environmentId, defaultBrandId));
    if (isUnknown) throw new InvalidInput([{ path: 'default_brand_id', message: 'there is no such brand' }]);
    await this.workspaces.change(caller.environmentId, { name, defaultBrandId, flags });
    return this.retrieve(caller);
  }
}
