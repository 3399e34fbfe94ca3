import { defineConfig } from 'vitest/config';

/** The tests of real SDKs, which need a package index once: `npm run test:interop`. */
export default defineConfig({
  test: { include: ['test/interop/*.interop.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
});
