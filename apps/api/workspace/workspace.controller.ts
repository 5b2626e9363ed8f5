import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { WorkspaceAnswer, WorkspacePatch } from './workspace.schemas.ts';
import { WorkspaceService } from './workspace.service.ts';

/** `/workspace` */
@Controller('workspace')
@ErrorAnswers()
export class WorkspaceController {
  constructor(private readonly workspace: WorkspaceService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: WorkspaceAnswer })
  retrieve(@CallerOf() caller: Caller) {
    return this.workspace.retrieve(caller);
  }

  @Patch()
  @ApiResponse({ status: 200, standardSchema: WorkspaceAnswer })
  change(@CallerOf() caller: Caller, @Body({ schema: WorkspacePatch }) patch: z.infer<typeof WorkspacePatch>) {
    return this.workspace.change(caller, patch);
  }
}
