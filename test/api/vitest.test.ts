import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startHostd } from '../../mock/adapters/hostd.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

test('describeHostd makes a test of every check: passed, failed with its finding, or skipped', async () => {
  const hostd = await startHostd({
    env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: 'pk_test_0123456789' },
    stdout: () => {},
    stderr: () => {},
  });
  const vitest = promisify(execFile)(
    process.execPath,
    [path('node_modules/vitest/vitest.mjs'), 'run', '--config', path('test/api/fixtures/vitest.config.ts')],
    {
      cwd: path('.'),
      env: { ...process.env, MOCK: path('dist/mock-main.js'), HOSTD: `http://127.0.0.1:${hostd.address?.port}` },
    },
  ).catch((error: { stdout: string }) => error);
  const { stdout } = await vitest;
  hostd.kill();
  await hostd.exited;

  const results = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Results;
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  const of = (group: string) => tests.filter(({ ancestorTitles }) => ancestorTitles[0] === group);
  expect(of('hostd').length).toBeGreaterThan(5);
  expect(of('hostd').every(({ status }) => status === 'passed')).toBe(true);
  expect(of('defective').map(({ status }) => status)).toEqual(['passed', 'failed']);
  expect(of('by URL').map(({ status }) => status)).toEqual(['skipped']);
  const [message] = of('defective')[1]?.failureMessages ?? [];
  expect(message).toMatch(/^NotConformant: ! healthz\/body {2}SHOULD docs\/healthz-body violated/);
  expect(message).toContain('curl -sS');
});
