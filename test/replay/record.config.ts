import { defineConfig } from 'vitest/config';

/** `npx vitest run --config test/replay/record.config.ts` records the histories of a release; it is no test. */
export default defineConfig({
  test: {
    include: ['test/replay/record.ts'],
    globalSetup: 'test/support/global-setup.ts',
    setupFiles: 'test/support/quiet-runtime.ts',
    testTimeout: 120_000,
  },
});
