import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { BrandAnswer, BrandCreate, BrandsAnswer, BrandsQuery, BrandWrite } from './brands.schemas.ts';
import { BrandsService } from './brands.service.ts';

/** `/brands` */
@Controller('brands')
@ErrorAnswers()
export class BrandsController {
  constructor(private readonly brands: BrandsService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: BrandAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: BrandCreate }) write: z.infer<typeof BrandCreate>) {
    return this.brands.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: BrandsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: BrandsQuery }) { cursor }: z.infer<typeof BrandsQuery>) {
    return this.brands.list(caller, cursor);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: BrandAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.brands.retrieve(caller, id);
  }

  @Put(':id')
  @ApiResponse({ status: 200, standardSchema: BrandAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: BrandWrite }) write: z.infer<typeof BrandWrite>,
  ) {
    return this.brands.replace(caller, id, write);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.brands.remove(caller, id);
  }
}
