import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { launch } from '../../support/launch.ts';

const KEY = 'pk_hostile_0123456789abcdef';
const file = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Peak of the resident memory in MB; 0 once the process has ended. */
function peakOf(pid: number | undefined): number {
  const status = `/proc/${pid}/status`;
  const text = existsSync(status) ? readFileSync(status, 'utf8') : '';
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1_024;
}

async function checked(kind: string) {
  const folder = await mkdtemp(join(tmpdir(), 'podflare-memory-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await using hostile = await launch([process.execPath, file('bench/programs/hostile.mjs'), kind, KEY], {});
  const report = join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      ...[file('dist/cli.cjs'), '--url', hostile.url, '--reporter', `json=${report}`],
      ...['--reporter', `html=${join(folder, 'report.html')}`, '--reporter', `junit=${join(folder, 'report.xml')}`],
    ],
    { env: { PATH: process.env.PATH, PODFLARE_API_KEY: KEY }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid));
  }, 50);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const text = existsSync(report) ? await readFile(report, 'utf8') : undefined;
  return { code, peak, stderr, text };
}

const linux = process.platform === 'linux';

test
  .skipIf(!linux)
  .each([
    'one-byte-chunks',
    'large-bodies',
    'large-heads',
    'trailers',
    'chunk-extensions',
    'many-children',
    'many-events',
    'the-key-again-and-again',
    'bombs',
  ])('a server that sends %s gets a verdict, and the runner stays below 300 MB', { timeout: 300_000 }, async (kind) => {
  const { code, peak, text } = await checked(kind);
  expect(code).toBe(1);
  expect(peak).toBeGreaterThan(40);
  expect(peak).toBeLessThan(300);
  expect((JSON.parse(text ?? '') as Report).verdict).toBe('not conformant');
  expect(text).not.toContain(KEY);
});

test.skipIf(!linux)(
  'a server that sends endless interim responses is refused in one line',
  { timeout: 300_000 },
  async () => {
    const { code, peak, stderr } = await checked('interim-responses');
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^podflare-conformance: the response is not HTTP\/1\.x: more than 1000 interim responses[^\n]*\n$/,
    );
    expect(peak).toBeLessThan(300);
  },
);
