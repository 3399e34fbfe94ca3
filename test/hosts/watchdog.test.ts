import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Watchdog } from '../../src/hosts/process/watchdog.ts';
import { mock, Workshop } from './support.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

/** A process in its own group. */
function sleeper(): ChildProcess & { readonly pid: number } {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore', env: { ...process.env, ...shop.mark } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child as ChildProcess & { readonly pid: number };
}

/** How many processes this one has spawned that it has not reaped, from /proc. */
function processes(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = pids.map((pid) => {
    try {
      return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]);
    } catch {
      return undefined;
    }
  });
  return parents.filter((parent) => parent === process.pid).length;
}

describe('the watchdog', () => {
  test('kills the groups in its list when it is closed', async () => {
    const watchdog = new Watchdog();
    const [kept, ended, spared] = [sleeper(), sleeper(), sleeper()];
    for (const { pid } of [kept, ended, spared]) watchdog.add(pid);
    watchdog.remove(spared.pid);
    watchdog.remove(1_999_999_999);
    ended.kill('SIGKILL');
    const exits = [kept, ended].map((child) => once(child, 'exit'));
    watchdog.close();
    expect(await Promise.all(exits)).toEqual([
      [null, 'SIGKILL'],
      [null, 'SIGKILL'],
    ]);
    expect(spared.exitCode ?? spared.signalCode).toBeNull();
  });

  test.runIf(process.platform === 'linux')('spawns no process until it has a group', () => {
    const before = processes();
    const watchdog = new Watchdog();
    expect(processes()).toBe(before);
    watchdog.add(1_999_999_999);
    expect(processes()).toBe(before + 1);
    watchdog.remove(1_999_999_999);
    watchdog.close();
  });
});

/** A program that launches hostds with the built package and prints when they run. */
const LAUNCHER = (modules: string) => `
  import { checkHostd } from ${JSON.stringify(modules)};
  process.stdout.on('error', () => {});
  await checkHostd({
    command: [process.execPath, ${JSON.stringify(mock)}],
    env: JSON.parse(process.argv[2]),
    onProgress: ({ done }) => { if (done === 5) process.stdout.write('up'); },
  });`;

describe('a suite that is killed outright', () => {
  test.each(['SIGKILL', 'SIGABRT'] as const)('by %s leaves no process behind', async (signal) => {
    const program = await shop.program(
      `launch-${signal}.mjs`,
      LAUNCHER(new URL('../../dist/index.js', import.meta.url).href),
    );
    const suite = spawn(process.execPath, [program, JSON.stringify(shop.mark)], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void suite.kill('SIGKILL'));
    expect(String((await once(suite.stdout, 'data'))[0])).toBe('up');
    expect((await shop.left()).length).toBeGreaterThan(process.platform === 'linux' ? 0 : -1);
    suite.kill(signal);
    await once(suite, 'exit');
    await shop.empty();
    expect(await shop.left()).toEqual([]);
  });
});
