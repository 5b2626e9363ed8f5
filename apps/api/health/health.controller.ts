import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { HealthAnswer } from './health.schemas.ts';
import { HealthService } from './health.service.ts';

/** `/health`; needs no key. R-20 */
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Asks nobody: a process that answers lives, and restarting it would bring no database back. */
  @Get('live')
  @ApiResponse({ status: 200, standardSchema: HealthAnswer })
  live() {
    return { status: 'ok', checks: {} };
  }

  @Get('ready')
  @ApiResponse({ status: 200, standardSchema: HealthAnswer })
  @ApiResponse({ status: 503, standardSchema: HealthAnswer })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const health = await this.health.ready();
    reply.status(health.status === 'ok' || health.status === 'degraded' ? 200 : 503);
    return health;
  }
}
