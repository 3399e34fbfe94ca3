import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const dist = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const hostd = `${process.execPath} ${dist('mock-main.js')}`;
const broken = `${hostd} --mutant healthz-not-exempt-with-query`;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-baseline-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (command: string, ...args: string[]) =>
  runCli(['--command', command, '--only', 'healthz/*', ...args], { cwd: folder });

test('a baseline is written, applies until the server is fixed, and is then stale', async () => {
  expect((await run(broken)).code).toBe(1);

  const written = await run(broken, '--write-baseline', 'known/base.yaml');
  expect([written.code, written.stderr]).toEqual([
    0,
    'podflare-conformance: wrote 1 known failure to known/base.yaml\n',
  ]);
  expect(await readFile(join(folder, 'known/base.yaml'), 'utf8')).toContain('- check: healthz/query\n');

  const held = await run(broken, '--baseline', 'known/base.yaml', '--reporter=json=held.json');
  expect(held.code).toBe(0);
  expect(held.stdout).toContain('Not conformant, but without new failures');
  expect(JSON.parse(await readFile(join(folder, 'held.json'), 'utf8'))).toMatchObject({
    verdict: 'not conformant',
    exitCode: 0,
    baseline: { excused: 1, problems: [] },
  });

  const mended = await run(hostd, '--baseline', 'known/base.yaml');
  expect(mended.code).toBe(1);
  expect(mended.stdout).toContain('known/base.yaml, line 3: healthz/query passes by now; remove the entry');
});

test('a baseline that cannot be read or written stops the run before it starts', async () => {
  await writeFile(join(folder, 'wrong.yaml'), 'check: healthz/query\n');
  const line = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(hostd, ...args);
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };
  expect(await line('--baseline', 'none.yaml')).toBe(
    'podflare-conformance: cannot read the baseline none.yaml: no such file; --write-baseline makes one\n',
  );
  expect(await line('--baseline', 'wrong.yaml')).toBe(
    'podflare-conformance: wrong.yaml is not a baseline: expected a list of entries\n',
  );
  expect(await line('--write-baseline', '.')).toContain('cannot write');
});
