import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { startPodman } from './podman.ts';

const podman = await startPodman();
// The helpers look for the engine as soon as they are imported.
if ('host' in podman) process.env.DOCKER_HOST = podman.host;
const { cli, containers, disown, own } = await import('./support.ts');

let base = '';
let mock = '';

beforeAll(async () => {
  if ('skip' in podman) return;
  base = await own('base');
  mock = await own('mock');
}, 120_000);
afterAll(async () => {
  if ('skip' in podman) return;
  await disown();
  await podman.stop();
}, 60_000);

function needPodman(context: TestContext): void {
  if ('host' in podman) return;
  if (process.env.CI) throw new Error(`${podman.skip}, which CI must have`);
  context.skip(podman.skip);
}

const args = () => ['--image', mock, '--probe-image', base, '--pull', 'never'];

test('on Podman the mock passes, though its image sets variables of hostd', { timeout: 180_000 }, async (context) => {
  needPodman(context);
  const only = [
    ...['startup/refuses', 'startup/says-why', 'startup/sigterm', 'startup/port-in-use', 'healthz/no-key'],
    ...['dev-mode/default-address', 'dev-mode/not-exposed', 'dev-mode/no-key', 'disabled/warning', 'keys/all-valid'],
  ];
  const options = only.flatMap((id) => ['--only', id]);
  const { code, stdout, stderr } = await cli([...args(), ...options, '--reporter', 'json']);
  expect(stderr.replace(/^podflare-conformance: \d+ of \d+ cases\n/gm, '')).toBe('');
  const { checks } = JSON.parse(stdout) as Report;
  expect(checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
    expect.arrayContaining(only.map((id) => `${id} pass`)),
  );
  expect(code).toBe(0);
  expect(await containers()).toEqual([]);
});

test('on Podman a program that is not in the image is named in one line', { timeout: 60_000 }, async (context) => {
  needPodman(context);
  const { code, stderr } = await cli([...args(), '--entrypoint', '/bin/hostd', '--only', 'healthz/no-key']);
  expect(stderr).toMatch(/^podflare-conformance: .*its entrypoint "\/bin\/hostd" is not in the image.*\n$/);
  expect(code).toBe(3);
  expect(await containers()).toEqual([]);
});
