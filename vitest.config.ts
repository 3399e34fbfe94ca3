import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Tests that need more than Node (a container engine, a browser, gateways, other languages, curl, a package registry),
 * that repeat whole runs many times, or that need both cores for themselves.
 */
const SYSTEM = [
  'test/container/**/*.test.ts',
  'test/cli/signals.test.ts',
  'test/connection-limit.test.ts',
  'test/correct-servers.test.ts',
  'test/dying/**/*.test.ts',
  'test/flake.test.ts',
  'test/gateways/{docs,programs}.test.ts',
  'test/habits.test.ts',
  'test/memory/**/*.test.ts',
  'test/mock/{browser,inspector}.test.ts',
  'test/package.test.ts',
  'test/pool.test.ts',
  'test/rate-limit.test.ts',
  'test/release.test.ts',
  'test/report/html.test.ts',
  'test/same-seed.test.ts',
  'test/screenshots.test.ts',
  'test/targets/engine.test.ts',
  'test/wire/curl-replay.test.ts',
];

export default defineConfig({
  test: {
    maxConcurrency: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]]
      : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SYSTEM],
          maxWorkers: 3, // On two cores: much of the time is spent waiting.
        },
      },
      { extends: true, test: { name: 'system', include: SYSTEM, maxWorkers: 2 } },
    ],
  },
});
