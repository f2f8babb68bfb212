import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Most tests wait for processes and servers: three files at once, also where there are only two cores.
    maxWorkers: 3,
    globalSetup: './test/support/databases-setup.ts',
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
