import { Module } from '@nestjs/common';

import { CatalogService } from './catalog.service.ts';
import { ProvidersController } from './providers.controller.ts';
import { ProvidersService } from './providers.service.ts';

@Module({ controllers: [ProvidersController], providers: [ProvidersService, CatalogService] })
export class ProvidersModule {}
