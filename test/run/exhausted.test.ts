import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workshop } from '../hosts/support.ts';
import { CLI } from '../support/cli.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

/** Runs the command line with at most `files` open files. */
async function run(files: number, args: readonly string[]) {
  const limited = ['-c', `ulimit -n ${files}; exec "$0" "$@"`, process.execPath, CLI];
  const child = spawn('bash', [...limited, ...args], {
    cwd: shop.folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

// Its 200 connections exceed each of these limits. The lowest ones are reached before a server runs.
test.each([32, 40, 48, 72, 120])(
  '%i open files end the run with one line and exit code 3',
  async (files) => {
    const { code, stdout, stderr } = await run(files, ['--only', 'keys/in-flight', '--reporter', 'json=report.json']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    const lines = stderr.trim().split('\n');
    expect(lines.filter((line) => !/ cases/.test(line))).toEqual([expect.stringMatching(/EMFILE.*ulimit -n/)]);
    expect(await readdir(join(shop.folder))).not.toContain('report.json');
  },
  70_000,
);
