import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The stand-in answers for the engine binary that Prisma would download; a developer's own engine wins.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url));

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/angarium' },
});
