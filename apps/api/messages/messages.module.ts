import { Module } from '@nestjs/common';

import { MessagesController } from './messages.controller.ts';
import { MessagesService } from './messages.service.ts';
import { ResendService } from './resend.service.ts';

@Module({ controllers: [MessagesController], providers: [MessagesService, ResendService] })
export class MessagesModule {}
