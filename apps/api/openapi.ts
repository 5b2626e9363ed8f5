import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

import { describeIdempotency } from './http/idempotency-headers.ts';

/** Serves the API's description at `/openapi.json` and a page for reading it at `/docs`. R-21 */
export function serveDescription(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Angarium')
    .setDescription('A self-hosted, durable home for notification workflows.')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () => describeIdempotency(SwaggerModule.createDocument(app, description)), {
    jsonDocumentUrl: '/openapi.json',
  });
}
