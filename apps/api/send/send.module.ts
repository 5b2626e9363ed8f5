import { Module } from '@nestjs/common';

import { SendController } from './send.controller.ts';
import { SendService } from './send.service.ts';

@Module({ controllers: [SendController], providers: [SendService] })
export class SendModule {}
