import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundle } from '../support/bundle.ts';
import { create, KEY, send } from './support.ts';

let directory: string;
let program: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'podflare-mock-'));
  program = join(directory, 'main.mjs');
  await bundle(fileURLToPath(new URL('../../mock/main.ts', import.meta.url)), program);
});

afterAll(() => rm(directory, { recursive: true }));

function launch(env: Record<string, string>, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function portOf(child: ChildProcess): Promise<number> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    const [, port] = /listening on http:\/\/127\.0\.0\.1:(\d+)\n/.exec(text) ?? [];
    if (port) return Number(port);
  }
  throw new Error(`no address in "${text}"`);
}

async function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

describe('the process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('serves, logs and ends on %s', async (signal) => {
    const child = launch({ PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' });
    const end = ended(child);
    const port = await portOf(child);
    expect((await send(port, { method: 'POST', target: '/v1/sandboxes' })).status).toBe(200);
    child.kill(signal);
    const { code, stderr } = await end;
    expect(code).toBe(0);
    expect(stderr).toContain('method=POST path=/v1/sandboxes');
    expect(stderr).not.toContain(KEY);
  });

  test.each([
    ['exec', { code: 'for i in range(99999999999): pass' }],
    ['pty', { shellCmd: 'sleep 99999' }],
  ])('ends on SIGTERM while %s runs %j', async (operation, body) => {
    const child = launch({ PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' });
    const end = ended(child);
    const port = await portOf(child);
    const id = await create(port);
    const running = fetch(`http://127.0.0.1:${port}/v1/sandboxes/${id}/${operation}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { status } = await running;
    expect(status).toBe(200);
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });

  test('refuses with a reason and exit code 1', async () => {
    const { code, stderr } = await ended(launch({ PODFLARE_HOSTD_ADDR: '0.0.0.0:0' }));
    expect(code).toBe(1);
    expect(stderr).toContain('PODFLARE_API_KEYS');
  });

  test('refuses a mutant that does not exist, with exit code 2', async () => {
    const { code, stderr } = await ended(launch({}, '--mutant', 'no-such-mutant'));
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'podflare-hostd: unknown mutant "no-such-mutant"\n' });
  });

  test.each([
    ['--helpp', "Unknown option '--helpp'"],
    ['--mutant', "Option '--mutant <value>' argument missing"],
    ['no-gate', "Unexpected argument 'no-gate'. This command does not take positional arguments"],
  ])('refuses the argument %s, with exit code 2', async (arg, problem) => {
    const { code, stderr } = await ended(launch({ PODFLARE_HOSTD_ADDR: '127.0.0.1:0' }, arg));
    expect({ code, stderr }).toEqual({ code: 2, stderr: `podflare-hostd: ${problem}; see --help\n` });
  });

  test.each(['--help', '-h'])('prints its help on %s and does not start', async (arg) => {
    const child = launch({ PODFLARE_HOSTD_ADDR: '127.0.0.1:0' }, arg);
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (/listening/.test(stdout)) child.kill('SIGKILL');
    });
    expect(await ended(child)).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('--mutant NAME');
  });

  test('starts with a mutant', async () => {
    const child = launch({ PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' }, '--mutant', 'no-gate');
    const port = await portOf(child);
    expect((await send(port, { method: 'POST', target: '/v1/sandboxes', key: null })).status).toBe(200);
  });
});
