import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cli, containers, disown, docker, needEngine, own, start } from './support.ts';

let base: string;
let mock: string;
let args: readonly string[];

beforeAll(async () => {
  base = await own('base');
  mock = await own('mock');
  args = ['--image', mock, '--probe-image', base, '--pull', 'never'];
}, 120_000);
afterAll(disown);
beforeEach(needEngine);

/** Waits until the containers of this file are as wanted. */
async function until(wanted: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
  for (;;) {
    const lines = await containers();
    if (wanted(lines)) return lines;
  }
}

const isRunning = (image: string) => (lines: readonly string[]) => lines.includes(`${image} running`);

test('a run has at most four containers at once, and leaves none and no network', { timeout: 60_000 }, async () => {
  const networks = await docker('network', 'ls', '--quiet');
  const { ended, child } = start([...args, '--only', 'startup/refuses', '--only', 'healthz/no-key']);
  let most = 0;
  while (child.exitCode === null) most = Math.max(most, (await containers()).length);
  expect(await ended).toMatchObject({ code: 0 });
  expect(most).toBeGreaterThanOrEqual(2);
  expect(most).toBeLessThanOrEqual(4);
  expect(await containers()).toEqual([]);
  expect(await docker('network', 'ls', '--quiet')).toBe(networks);
});

test('a run whose server fails leaves none', { timeout: 60_000 }, async () => {
  const { code } = await cli([
    ...args,
    '--arg=--mutant',
    '--arg=sigterm-ignored',
    '--only',
    'startup/sigterm',
    '--strict',
  ]);
  expect(code).toBe(1);
  expect(await containers()).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves none', { timeout: 60_000 }, async (signal) => {
  const { child, ended } = start(args);
  await until(isRunning(mock));
  child.kill(signal);
  const { code, stderr } = await ended;
  expect(stderr).toContain('interrupted after');
  expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
  expect(await containers()).toEqual([]);
});

test('what a killed run leaves, the next one sweeps', { timeout: 60_000 }, async () => {
  const { child } = start(args);
  await until(isRunning(mock));
  child.kill('SIGKILL');
  await once(child, 'close');
  await until((lines) => !isRunning(base)(lines)); // The sidecar ends with its stdin.
  expect(await cli([...args, '--only', 'healthz/no-key'])).toMatchObject({ code: 0 });
  expect(await containers()).toEqual([]);
});

test('two runs side by side leave each other alone', { timeout: 90_000 }, async () => {
  const runs = await Promise.all([1, 2].map(() => cli([...args, '--only', 'startup/refuses', '--only', 'dev-mode/*'])));
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(await containers()).toEqual([]);
});
