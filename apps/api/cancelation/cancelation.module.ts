import { Module } from '@nestjs/common';

import { CancelationController } from './cancelation.controller.ts';
import { CancelationService } from './cancelation.service.ts';

@Module({ controllers: [CancelationController], providers: [CancelationService] })
export class CancelationModule {}
