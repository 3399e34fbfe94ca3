import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TargetError } from '../../src/base/errors.ts';
import type { Running } from '../../src/hosts/host.ts';
import { freePort } from '../../src/hosts/ports.ts';
import { type ProcessOptions, processTarget } from '../../src/hosts/process/process.ts';
import { mock, Workshop } from './support.ts';

const NODE = process.execPath;
const KEYS = 'pk_test_0123456789abcdef';

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

interface Started {
  readonly running: Running;
  close(): Promise<void>;
}

/** Starts a command on a free port; it ends with the test. */
async function start(command: readonly string[], options: Partial<ProcessOptions> = {}): Promise<Started> {
  const target = processTarget({ command, ...options, env: { ...options.env, ...shop.mark } });
  onTestFinished(() => target.close());
  const port = await freePort();
  const env = { PODFLARE_HOSTD_ADDR: `127.0.0.1:${port}`, PODFLARE_API_KEYS: KEYS, PODFLARE_LOG_FORMAT: undefined };
  const running = await target.start({ name: 'enforced', env, host: '127.0.0.1', port });
  return { running, close: () => target.close() };
}

const sh = (script: string, options?: Partial<ProcessOptions>) => start(['sh', '-c', script], options);
const line = (running: Running, text: string) => running.output.find((candidate) => candidate.includes(text), 60_000);

describe('a process', () => {
  test('reports its exit code and output', async () => {
    const { running } = await sh('echo out; echo err >&2; printf end; exit 3');
    expect(running.exit).toBeUndefined();
    expect(await running.exited).toEqual({ code: 3, signal: null });
    expect(running.exit).toEqual({ code: 3, signal: null });
    expect(running.output.stdout).toBe('out\nend');
    expect(running.output.stderr).toBe('err\n');
  });

  test('can open its output by name, as shell scripts and nginx do', async () => {
    const { running } = await sh('echo out > /dev/stdout; echo err >> /dev/stderr; echo more >> /proc/self/fd/1');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    expect(running.output.stdout).toBe('out\nmore\n');
    expect(running.output.stderr).toBe('err\n');
  });

  test('reports the signal that ended it', async () => {
    const { running } = await sh('kill -TERM $$');
    expect(await running.exited).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('is stopped by SIGTERM', async () => {
    const { running } = await sh(`trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.01; done`);
    await line(running, 'up');
    expect(await running.stop(60_000)).toBe(true);
    expect(running.output.stdout).toBe('up\nbye\n');
    expect(await running.stop(0)).toBe(true);
    await shop.empty();
  });

  test('is killed with its children if it ignores SIGTERM', async () => {
    const { running } = await sh(`trap '' TERM; sleep 1000 & echo up; while :; do sleep 1000; done`);
    await line(running, 'up');
    expect(await running.stop(10)).toBe(false);
    expect(running.exit).toEqual({ code: null, signal: 'SIGKILL' });
    await shop.empty();
  });

  test('leaves nothing in its group when it ends by itself', async () => {
    const { running } = await sh('sleep 1000 & exit 0');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    await shop.empty();
  });

  test('has ended even when a child outside its group holds its output open', async () => {
    const { running, close } = await sh('setsid sh -c "echo up; sleep 1000" & sleep 0.1; exit 4');
    expect(await running.exited).toEqual({ code: 4, signal: null });
    await close();
    await shop.empty();
  });

  test('is ended with its target, and what has left its group as well', async () => {
    const { running, close } = await sh(
      `setsid sh -c 'setsid sleep 1000 & sleep 1000' & setsid sleep 1000 & echo up; wait`,
    );
    await line(running, 'up');
    await close();
    expect(running.exit).toEqual({ code: null, signal: 'SIGTERM' });
    await shop.empty();
    await close();
  });

  test('may print as much as it likes', async () => {
    const { running } = await sh(
      `head -c 20000000 /dev/zero | tr '\\0' x; yes 1234567 | head -n 2000000 >&2; echo; echo end`,
    );
    await running.exited;
    const { stdout, stderr } = running.output;
    expect(stdout.length + stderr.length).toBeLessThan(3 * 1024 * 1024);
    expect(stdout).toMatch(/end\n$/);
    expect(stderr).toMatch(/^(1234567\n)+\[about \d+ characters left out\]\n(1234567\n)+$/);
  });

  test('gets neither stdin nor the variables of a hostd that the suite itself has', async () => {
    process.env.PODFLARE_AUTH_DISABLED = '1';
    onTestFinished(() => void delete process.env.PODFLARE_AUTH_DISABLED);
    const { running } = await sh('read x; echo "$? [$PODFLARE_AUTH_DISABLED] $PODFLARE_API_KEYS"');
    await running.exited;
    expect(running.output.stdout).toBe(`1 [] ${KEYS}\n`);
  });

  test('shows at which addresses it listens', async () => {
    const { running } = await start([NODE, mock]);
    await line(running, 'listening');
    expect(await running.listening()).toEqual(process.platform === 'linux' ? ['127.0.0.1'] : undefined);
  });
});

describe('a command that cannot be started', () => {
  test.each([
    ['it does not exist', ['./none'], {}, 'cannot start "./none": no such program'],
    ['its name is empty', [''], {}, 'cannot start ""'],
    ['its folder is a file', [`${NODE}/x`], {}, 'cannot start'],
    ['its arguments are too long', ['true', 'x'.repeat(4_000_000)], {}, 'cannot start "true"'],
    ['an argument has a NUL', ['true', 'a\0b'], {}, 'cannot start "true"'],
    ['its directory is none', ['true'], { cwd: '/none' }, 'cannot start "true": there is no directory "/none"'],
    ['it is not in its directory', ['./none'], { cwd: '/' }, 'cannot start "./none" (in /): no such program'],
  ])('because %s', async (_, command, options, message) => {
    const refusal = start(command, options);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(message);
  });
});
