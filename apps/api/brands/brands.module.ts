import { Module } from '@nestjs/common';

import { BrandsController } from './brands.controller.ts';
import { BrandsService } from './brands.service.ts';

@Module({ controllers: [BrandsController], providers: [BrandsService] })
export class BrandsModule {}
