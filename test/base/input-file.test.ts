import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { readInputFile, readInputText } from '../../src/base/input-file.ts';
import { applyBaseline, type Entry } from '../../src/baseline/baseline.ts';
import type { Report } from '../../src/model/report.ts';
import { ruledIds } from '../../src/run/rules.ts';
import { runCli } from '../support/cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-input-'));
  await mkdir(join(folder, 'directory'));
  await writeFile(join(folder, 'huge'), '');
  await truncate(join(folder, 'huge'), 2 ** 33);
  await writeFile(join(folder, 'latin1'), Buffer.from([0x6b, 0xe9]));
  await writeFile(join(folder, 'text'), '\ufeffone\n');
  spawnSync('mkfifo', [join(folder, 'fifo')]);
});
afterAll(() => rm(folder, { recursive: true }));

const REFUSED = [
  ['fifo', 'it is not a regular file'],
  ['/dev/zero', 'it is not a regular file'],
  ['directory', 'it is a directory'],
  ['huge', /^it is larger than \d+ MB$/],
  ['none', 'no such file'],
] as const;

describe('an input file', () => {
  test.each(REFUSED)('that is %s is refused', async (name, why) => {
    const refusal = readInputFile({ path: join(name.startsWith('/') ? '' : folder, name), name: 'IT' });
    await expect(refusal).rejects.toBeInstanceOf(UsageError);
    await refusal.catch(({ message }: Error) => expect(message.replace(/^cannot read IT: /, '')).toMatch(why));
  });

  test('is read without a byte order mark, and refused when it is not UTF-8', async () => {
    expect(await readInputText({ path: join(folder, 'text') })).toBe('one\n');
    await expect(readInputText({ path: join(folder, 'latin1'), name: 'IT' })).rejects.toThrow(
      'cannot read IT: it is not UTF-8',
    );
  });

  test.skipIf(!existsSync('/proc/self/environ'))(
    'longer than its reported size is not read beyond the limit',
    async () => {
      await expect(readInputFile({ path: '/proc/self/environ', largest: 3 })).rejects.toThrow(/larger than 0 MB/);
    },
  );

  const OPTIONS: readonly (readonly string[])[] = [
    ['--url', 'http://127.0.0.1:9', '--key-file'],
    ['--url', 'http://127.0.0.1:9', '--key', 'k', '--baseline'],
    ['--url', 'http://127.0.0.1:9', '--key', 'k', '--spec'],
    ['--targets'],
    ['report'],
    ['mock', '--script'],
    ['client', '--script'],
  ];
  test.each(OPTIONS.map((args) => [args.join(' '), args] as const))(
    'given as %s that is invalid is refused in one line with exit code 2',
    async (_, args) => {
      const behind = args[0] === 'client' ? ['--', 'true'] : [];
      const ended = await Promise.all(
        REFUSED.map(async ([name, why]) => [await runCli([...args, name, ...behind], { cwd: folder }), why] as const),
      );
      for (const [{ code, stdout, stderr }, why] of ended) {
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        const [, said = ''] = /^podflare-conformance: cannot read [^\n:]*: ([^\n;]*)[^\n]*\n$/.exec(stderr) ?? [];
        expect(said).toMatch(why);
      }
    },
  );

  test('of targets may use any environment variable, and an unset one is an error', async () => {
    await writeFile(join(folder, 'targets'), 'http://127.0.0.1:9 env:__proto__\n');
    const { code, stderr } = await runCli(['--targets', 'targets'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'podflare-conformance: targets, line 1: the variable __proto__ is not set or contains no key\n',
    });
    await writeFile(join(folder, 'targets'), 'http://127.0.0.1:9 env:toString\n');
    expect((await runCli(['--targets', 'targets'], { cwd: folder })).stderr).toContain(
      'the variable toString is not set',
    );
  });
});

test('a baseline is searched once, however many checks fail', () => {
  let reads = 0;
  const entries = Array.from({ length: 1_000 }, (_, i): Entry => {
    const check = i === 0 ? (ruledIds[0] ?? '') : `no-such-family-${i}/${i % 2 === 0 ? '*' : 'x'}`;
    return {
      reason: 'known',
      place: `line ${i + 1}`,
      get check() {
        reads += 1;
        return check;
      },
    };
  });
  const checks = ruledIds.map((id) => ({ id, outcome: 'fail', level: 'must' }));
  const report = { startedAt: '2026-11-01T00:00:00.000Z', strict: false, exitCode: 1, checks } as unknown as Report;
  const { baseline } = applyBaseline(report, entries, ruledIds);
  expect(baseline).toMatchObject({ excused: 1 });
  expect(baseline?.problems).toHaveLength(999);
  expect(reads).toBeLessThan(10 * entries.length);
});
