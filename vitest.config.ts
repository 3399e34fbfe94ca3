import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Tests that need more than Node (a container engine, a browser, gateways, other languages, curl, a package registry),
 * that repeat whole runs many times, or that need both cores for themselves.
 */
const SYSTEM = [
  'test/hosts/container/**/*.test.ts',
  'test/cli/signals.test.ts',
  'test/run/connection-limit.test.ts',
  'test/suites/correct-servers.test.ts',
  'test/run/dying/**/*.test.ts',
  'test/scripts/flake.test.ts',
  'test/gateway/{correct,correct-others,docs,programs}.test.ts',
  'test/ci/{action,ci}.test.ts',
  'test/run/bots/fixed.test.ts',
  'test/suites/habits.test.ts',
  'test/run/memory/**/*.test.ts',
  'test/mock/{browser,inspector,msw-suite}.test.ts',
  'test/kill/{families,forms}.test.ts',
  'test/package.test.ts',
  'test/run/{exhausted,pool}.test.ts',
  'test/suites/rate-limit.test.ts',
  'test/scripts/release.test.ts',
  'test/report/html.test.ts',
  'test/run/{redaction-mutants,same-seed}.test.ts',
  'test/docs/{readme-output,screenshots}.test.ts',
  'test/hosts/engine.test.ts',
  'test/http/curl-replay.test.ts',
];

export default defineConfig({
  test: {
    maxConcurrency: 3,
    expect: { requireAssertions: true },
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
