import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cli, containers, disown, docker, needEngine, own } from './support.ts';

const run = promisify(execFile);

let base: string;
let image: string;

beforeAll(async () => {
  base = await own('base');
  image = await own('package');
}, 240_000);
afterAll(disown);
beforeEach(needEngine);

test('the image of the package is a hostd', { timeout: 120_000 }, async () => {
  const only = ['startup/refuses', 'startup/sigterm', 'healthz/no-key', 'unauthorized/*'].map((id) => `--only=${id}`);
  const { code, stdout } = await cli(['--image', image, '--probe-image', base, '--pull', 'never', ...only]);
  expect(stdout).toContain('Conformant');
  expect(code).toBe(0);
  expect(await containers()).toEqual([]);
});

test('serves as a probe image, too', { timeout: 60_000 }, async () => {
  const args = ['--image', image, '--probe-image', image, '--pull', 'never', '--only', 'healthz/no-key'];
  expect(await cli(args)).toMatchObject({ code: 0 });
});

test('runs the suite inside', { timeout: 60_000 }, async () => {
  const { stdout } = await run('docker', ['run', '--rm', image, 'run', '--only', 'healthz/*']);
  expect(stdout).toContain('Conformant');
});

test('is not root, and says when it is healthy', { timeout: 60_000 }, async () => {
  const { Config } = JSON.parse(await docker('image', 'inspect', '--format', '{{json .}}', image)) as {
    Config: { User: string; Healthcheck: { Test: string[] } };
  };
  expect(Config.User).toBe('1000:1000');
  const [, node = '', ...args] = Config.Healthcheck.Test;
  const id = await docker('run', '--detach', '--rm', image);
  try {
    const health = (...env: string[]) =>
      run('docker', ['exec', ...env, id, node, ...args]).then(
        () => 0,
        ({ code }: { code: number }) => code,
      );
    await expect.poll(() => health(), { timeout: 30_000 }).toBe(0);
    expect(await health('--env', 'PODFLARE_HOSTD_ADDR=127.0.0.1:1')).toBe(1);
  } finally {
    await docker('rm', '--force', id);
  }
});
