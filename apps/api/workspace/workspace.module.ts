import { Module } from '@nestjs/common';

import { WorkspaceController } from './workspace.controller.ts';
import { WorkspaceService } from './workspace.service.ts';

@Module({ controllers: [WorkspaceController], providers: [WorkspaceService] })
export class WorkspaceModule {}
