import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMock, type MockOptions } from '../../mock/adapters/create-mock.ts';
import { mock, Workshop } from '../hosts/support.ts';
import { startCli } from '../support/cli.ts';

const KEY = 'pk_test_0123456789abcdef';
/** Longer than the time limit of a test, so that the wait must be aborted. */
const LONG = ['--timeout', '600000'];
const LONG_START = ['--start-timeout', '600000'];

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

interface Run {
  readonly child: ChildProcess;
  /** Resolves when stderr has this text. */
  said(text: string): Promise<void>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts the command line; everything that it launches carries the mark of the shop. */
function start(...args: readonly string[]): Run {
  const { child, read, ended } = startCli(args, { cwd: shop.folder, env: shop.mark });
  return {
    child,
    said: (text) => until(() => read.stderr.includes(text)),
    ended,
  };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

let files = 0;
/** A file that a program writes to, and its content. */
function log(): { path: string; lines: () => Promise<string[]> } {
  const path = join(shop.folder, `log-${++files}`);
  const text = () => readFile(path, 'utf8').catch(() => '');
  return { path, lines: async () => (await text()).split('\n').filter(Boolean) };
}

/** Nothing that was launched is left, the command line itself aside. */
const gone = () => shop.empty();

const ONE_LINE = /^podflare-conformance: interrupted[^\n]*\n$/;

describe('a run that is interrupted', () => {
  test('starts no other server', async () => {
    const starts = log();
    const program = await shop.program(
      'stalls.sh',
      `#!/bin/sh
      echo start >>"${starts.path}"
      [ "$(wc -l <"${starts.path}")" = 1 ] && exec "${process.execPath}" "${mock}"
      exec sleep 1000`,
    );
    const { child, ended } = start('--command', program, ...LONG_START);
    const full = 1 + Math.min(Math.max(availableParallelism(), 2), 4);
    await until(async () => (await starts.lines()).length === full);
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 143, stdout: '' });
    expect(stderr).toMatch(ONE_LINE);
    await gone();
    expect(await starts.lines()).toHaveLength(full);
  });

  test('lets servers end by themselves', async () => {
    const ends = log();
    const script = `trap 'sleep 0.1; echo end >>"${ends.path}"; exit 0' TERM; echo up >>"${ends.path}"; while :; do sleep 0.01; done`;
    const { child, ended } = start('--command', 'sh', '--arg=-c', `--arg=${script}`, ...LONG_START);
    await until(async () => (await ends.lines()).length > 0);
    child.kill('SIGHUP');
    expect((await ended).code).toBe(129);
    expect(await ends.lines()).toEqual(['up', 'end']);
    await gone();
  });

  test('ends servers that ignore signals, and what has left their group', async () => {
    const ups = log();
    const script = `trap '' TERM INT HUP; setsid sleep 1000 & echo up >>"${ups.path}"; while :; do sleep 1000; done`;
    const { child, ended } = start('--command', 'sh', '--arg=-c', `--arg=${script}`, ...LONG_START);
    await until(async () => (await ups.lines()).length > 0);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 143, stderr: expect.stringMatching(ONE_LINE) });
    await gone();
  });

  test.each([2, 3])('leaves nothing when it is interrupted %i times', async (times) => {
    const ups = log();
    const script = `trap '' TERM INT HUP; setsid sleep 1000 & echo up >>"${ups.path}"; while :; do sleep 1000; done`;
    const { child, ended, said } = start('--command', 'sh', '--arg=-c', `--arg=${script}`, ...LONG_START);
    await until(async () => (await ups.lines()).length > 0);
    child.kill('SIGTERM');
    await said('interrupted');
    for (let more = 1; more < times; more += 1) child.kill(['SIGTERM', 'SIGINT', 'SIGHUP'][more] as NodeJS.Signals);
    expect([143, 130, 129]).toContain((await ended).code);
    await gone();
  });

  /** A run by URL against a mock in this process. */
  async function byUrl(options: Partial<MockOptions>, ...args: readonly string[]) {
    const hostd = createMock({ keys: [KEY], ...options });
    onTestFinished(() => hostd.close());
    const url = await hostd.listen();
    return { hostd, run: start('--url', url, '--key', KEY, ...LONG, ...args) };
  }

  test('destroys its sandboxes on a server by URL that no longer answers', async () => {
    const stall = { does: 'stall', operation: 'execSandbox', times: 'always', after: 6 } as const;
    const { hostd, run } = await byUrl({ faults: [stall] }, '--profile', 'api', '--concurrency', '2');
    await until(() => hostd.journal.entries({ operation: 'execSandbox' }).length > 7);
    expect(hostd.sandboxes.list()).not.toEqual([]);
    run.child.kill('SIGINT');
    const { code, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(ONE_LINE);
    expect(hostd.sandboxes.list()).toEqual([]);
  });

  test('does not wait as long as a server asks for', async () => {
    const busy = { does: 'answer', status: 429, retryAfter: 9, times: 'always', after: 20 } as const;
    const { hostd, run } = await byUrl({ faults: [busy] });
    await until(() => hostd.journal.entries({ where: ({ status }) => status === 429 }).length > 0);
    run.child.kill('SIGTERM');
    const { code, stderr } = await run.ended;
    expect(code).toBe(143);
    expect(stderr.replace(/^podflare-conformance: the target limits requests [^\n]*\n/gm, '')).toMatch(ONE_LINE);
  });
});

describe.each(['client', 'mcp'])('%s that is interrupted', (command) => {
  test.each([
    ['ends by itself', `trap 'echo end >>"$LOG"; exit 0' TERM`, ['up', 'end']],
    ['ignores signals', `trap '' TERM INT HUP; setsid sleep 1000 &`, ['up']],
  ])('ends its program, which %s', async (_, script, lines) => {
    const written = log();
    const program = `${script}\necho up >>"$LOG"; while :; do sleep 0.01; done`;
    const { child, ended } = start(command, '--env', `LOG=${written.path}`, ...LONG, '--', 'sh', '-c', program);
    await until(async () => (await written.lines()).length > 0);
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 143, stdout: '' });
    expect(stderr).toMatch(ONE_LINE);
    expect(await written.lines()).toEqual(lines);
    await gone();
  });

  test('a second time ends it at once', async () => {
    const written = log();
    const program = `trap '' TERM INT HUP; setsid sleep 1000 & echo up >>"$LOG"; while :; do sleep 0.01; done`;
    const run = start(command, '--env', `LOG=${written.path}`, ...LONG, '--', 'sh', '-c', program);
    await until(async () => (await written.lines()).length > 0);
    run.child.kill('SIGTERM');
    await run.said('interrupted');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(143);
    await gone();
  });
});

describe.runIf(process.platform === 'linux')('a server that left its process group and its environment', () => {
  /** Kills the processes that the lines name. Returns their number. */
  function end(stderr: string): number {
    const lines = stderr.trimEnd().split('\n');
    const named = /^podflare-conformance: process (\d+) \(\S+\) still listens on port \d+, where the run/;
    const pids = lines.flatMap((line) => named.exec(line)?.[1] ?? []).map(Number);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    return pids.length;
  }

  const escaped = (program: string) =>
    `setsid env -i PODFLARE_HOSTD_ADDR="$PODFLARE_HOSTD_ADDR" PODFLARE_API_KEYS="$PODFLARE_API_KEYS" ${program} & wait`;

  test('is named in a line when the run is over', async () => {
    const script = escaped(`"${process.execPath}" "${mock}"`);
    const { ended } = start('--command', 'sh', '--arg=-c', `--arg=${script}`, '--only', 'startup/starts-with-keys');
    const { code, stderr } = await ended;
    expect(end(stderr), stderr).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test('is named in a line when the run is interrupted', async () => {
    const ups = log();
    const program = await shop.program(
      'silent.cjs',
      `const [, host, port] = /^(.*):(\\d+)$/.exec(process.env.PODFLARE_HOSTD_ADDR);
      const up = () => require('node:fs').appendFileSync(${JSON.stringify(ups.path)}, 'up\\n');
      require('node:net').createServer().listen(Number(port), host, up);`,
    );
    const script = escaped(`"${process.execPath}" "${program}"`);
    const { child, ended } = start('--command', 'sh', '--arg=-c', `--arg=${script}`, ...LONG_START);
    await until(async () => (await ups.lines()).length > 0);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(end(stderr), stderr).toBe(1);
    expect(code).toBe(143);
  });
});
