import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { CatalogService } from './catalog.service.ts';
import {
  CatalogAnswer,
  CatalogQuery,
  ProviderAnswer,
  ProvidersAnswer,
  ProvidersQuery,
  ProviderWrite,
} from './providers.schemas.ts';
import { ProvidersService } from './providers.service.ts';

/** `/providers` */
@Controller('providers')
@ErrorAnswers()
export class ProvidersController {
  constructor(
    private readonly providers: ProvidersService,
    private readonly catalog: CatalogService,
  ) {}

  @Get('catalog')
  @ApiResponse({ status: 200, standardSchema: CatalogAnswer })
  listCatalog(@Query({ schema: CatalogQuery }) query: z.infer<typeof CatalogQuery>) {
    return this.catalog.list(query);
  }

  @Post()
  @ApiResponse({ status: 201, standardSchema: ProviderAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: ProviderWrite }) write: z.infer<typeof ProviderWrite>) {
    return this.providers.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: ProvidersAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: ProvidersQuery }) { cursor }: z.infer<typeof ProvidersQuery>) {
    return this.providers.list(caller, cursor);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: ProviderAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.providers.retrieve(caller, id);
  }

  @Put(':id')
  @ApiResponse({ status: 200, standardSchema: ProviderAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: ProviderWrite }) write: z.infer<typeof ProviderWrite>,
  ) {
    return this.providers.replace(caller, id, write);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.providers.remove(caller, id);
  }
}
