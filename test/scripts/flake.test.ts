import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { deviation, type Ended } from '../../scripts/flake/compare.ts';
import type { Report } from '../../src/model/report.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const FLAKE = ['--import', 'tsx', join(root, 'scripts/flake.ts')];
const folder = await mkdtemp(join(tmpdir(), 'conformance-flake-'));
afterAll(() => rm(folder, { recursive: true }));

/** A run with these outcomes. Each check has one case. */
function ended(exitCode: number | null, outcomes: Readonly<Record<string, string>>): Ended {
  const checks = Object.entries(outcomes).map(([id, outcome]) => ({
    ...{ id, outcome },
    cases: [{ name: 'a case', configuration: 'enforced', outcome, actual: 'what\nit did' }],
  }));
  return { exitCode, stderr: '', report: { checks } as unknown as Report };
}

test('a deviation is a different exit code, outcome or set of cases', () => {
  const quiet = ended(0, { one: 'pass', two: 'skip' });
  expect(deviation(quiet, ended(0, { two: 'skip', one: 'pass' }))).toBeUndefined();
  expect(deviation(quiet, ended(1, { one: 'pass', two: 'skip' }))?.lines).toEqual(['exit code 1 instead of 0']);
  expect(deviation(quiet, ended(0, { one: 'warn', two: 'skip' }))).toEqual({
    checks: ['one'],
    lines: ['one (enforced) a case: warn instead of pass: what it did'],
  });
  expect(deviation(quiet, ended(0, { one: 'pass' }))?.checks).toEqual(['two']);
  expect(deviation(quiet, ended(0, { one: 'pass', two: 'skip', three: 'pass' }))?.checks).toEqual(['three']);
  expect(deviation(quiet, { exitCode: 0, stderr: '', report: undefined })?.lines).toEqual(['no report']);
});

/** A hostd that is correct for the first `threshold` launches, and has a defect after that. */
async function fickle(threshold: number): Promise<string> {
  const file = join(folder, `fickle-${threshold}.mjs`);
  const count = join(folder, `count-${threshold}`);
  await writeFile(
    file,
    `import { appendFileSync, statSync } from 'node:fs';
appendFileSync(${JSON.stringify(count)}, '.');
const args = statSync(${JSON.stringify(count)}).size > ${threshold} ? ['--mutant', 'healthz-judges-a-sent-key'] : [];
process.argv = [process.argv[0], 'mock', ...args];
await import(${JSON.stringify(join(root, 'dist/mock-main.js'))});
`,
  );
  return `node ${file}`;
}

test('a run that deviates is told with its checks, and the exit code is 1', { timeout: 120_000 }, async () => {
  const only = ['--only', 'healthz/*'];
  await run(process.execPath, [join(root, 'dist/cli.cjs'), '--command', await fickle(1_000), ...only]);
  const starts = (await readFile(join(folder, 'count-1000'))).length;
  const args = [...FLAKE, '--runs', '1', '--loops', '1', '--command', await fickle(starts), '--', ...only];
  const { code, stdout } = (await run(process.execPath, args).catch((error: unknown) => error)) as {
    readonly code?: number;
    readonly stdout: string;
  };
  expect(stdout).toMatch(/run 1:\n {2}exit code 1 instead of 0\n {2}healthz\/\S+ \(\S+\) .*: fail instead of pass/);
  expect(stdout).toMatch(/the command by command +1 +1 +healthz\//);
  expect(code).toBe(1);
});

test('arguments that do not fit are one line', async () => {
  for (const [args, line] of [
    [['--runs', '0'], 'flake: --runs is a whole number from 1 to 10000, not "0"\n'],
    [['--target', 'none'], /^flake: there is no target "none": mock, .*\n$/],
  ] as const)
    expect(await run(process.execPath, [...FLAKE, ...args]).catch((error: unknown) => error)).toMatchObject({
      code: 2,
      stderr: typeof line === 'string' ? line : expect.stringMatching(line),
    });
});

/** The children of a process, by pid. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').flatMap((word) => (word.trim() === '' ? [] : Number(word)));
}

test.runIf(existsSync('/proc/self/task')).each(['SIGINT', 'SIGKILL'] as const)(
  'after %s no busy loop is left',
  { timeout: 60_000 },
  async (signal) => {
    const args = [...FLAKE, '--target', 'mock', '--loops', '2', '--parallel', '1', '--', '--only', 'healthz/no-key'];
    const flake = spawn(process.execPath, args, { stdio: 'ignore' });
    const { pid = 0 } = flake;
    const loops = new Set<number>();
    while (loops.size < 2 && flake.exitCode === null)
      for (const child of await childrenOf(pid))
        if ((await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).includes('process.ppid'))
          loops.add(child);
    flake.kill(signal);
    const [code] = await once(flake, 'exit');
    expect(code).toBe(signal === 'SIGINT' ? 130 : null);
    for (const loop of loops) await expect.poll(() => existsSync(`/proc/${loop}`), { timeout: 20_000 }).toBe(false);
    expect(loops.size).toBe(2);
  },
);
