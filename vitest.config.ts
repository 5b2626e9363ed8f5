import { defineConfig } from 'vitest/config';

import { SummaryReporter } from './test/support/summary-reporter.ts';

const withServers = {
  globalSetup: 'test/support/global-setup.ts',
  // Half of the time would go to loading Temporal, Nest and Prisma anew for every file.
  isolate: false,
  setupFiles: 'test/support/quiet-runtime.ts',
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    // One more than there are cores: most of what servers take part in is waiting.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,architecture}/**/*.test.ts'],
          testTimeout: 60_000,
          // What is pure need not be loaded anew for every file: most of the time would go there.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{workflow,replay,activity,api,conformance}/**/*.test.ts'],
          ...withServers,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/{faults,local}/**/*.test.ts'],
          ...withServers,
          // Each starts several processes, and judges how they answer: they come last, and no more of them than there are cores.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
    ],
  },
});
