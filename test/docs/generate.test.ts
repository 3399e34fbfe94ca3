import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = [
  'action',
  'action.yml',
  'README.md',
  'docs',
  'mock',
  'openapi.yaml',
  'package.json',
  'schema',
  'scripts',
  'src',
  'suites',
  'tsconfig.json',
];
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'conformance-generate-'));
  for (const part of PARTS) await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

/** The output of `npm run lint` about generated files, in a copy of the tree. */
async function drifted(): Promise<string[]> {
  const words = ['--import', 'tsx', 'scripts/generate.ts', '--check'];
  const { stderr } = await promisify(execFile)(process.execPath, words, { cwd: copy }).catch(
    (error: { code: number; stderr: string }) => {
      expect(error.code).toBe(1);
      return error;
    },
  );
  return stderr.split('\n').flatMap((line) => /^(\S+) does not match/.exec(line)?.[1] ?? []);
}

/** A text in a file, and its replacement. */
type Change = readonly [file: string, text: string, other: string];

/** Applies changes, lists the files that are out of date, and reverts the changes. */
async function driftedWith(...changes: readonly Change[]): Promise<string[]> {
  const before = await Promise.all(changes.map(([file]) => readFile(join(copy, file), 'utf8')));
  const write = (texts: readonly string[]) =>
    Promise.all(changes.map(([file], i) => writeFile(join(copy, file), texts[i] ?? '')));
  for (const [i, [, text]] of changes.entries()) expect(before[i]).toContain(text);
  await write(changes.map(([, text, other], i) => (before[i] ?? '').replace(text, other)));
  const found = await drifted();
  await write(before);
  return found;
}

test('npm run lint names each generated file that does not match its source', { timeout: 300_000 }, async () => {
  const sources = await driftedWith(
    ['suites/hostd/healthz/query.ts', 'Compare the path without its query.', 'Do something else.'],
    ['suites/ledger.yaml', 'GET /v1/healthz is the only exemption', 'GET is an exemption'],
    ['src/report/render/html/script.js', 'j: () => move(1)', 'n: () => move(1)'],
    ['mock/inspector/page/main.js', 'j: () => list.move(1)', 'n: () => list.move(1)'],
    ['README.md', '| `tap` |', '| `tip` |'],
  );
  expect(sources.sort()).toEqual([
    ...['README.md', 'docs/checks.md', 'docs/rules.md'],
    ...['src/contract/generated/inspector.ts', 'src/contract/generated/ledger.ts', 'src/contract/generated/page.ts'],
  ]);
  const ofLevels = [
    'suites/rules/2026-11.yaml',
    'src/contract/generated/rule-sets.ts',
    'docs/checks.md',
    'docs/rules.md',
  ];
  expect(await driftedWith(['suites/hostd/healthz/accept.ts', "level: 'should'", "level: 'may'"])).toEqual(ofLevels);
  expect(await driftedWith(['suites/index.ts', '  healthzNoKey,\n', ''])).toContain('suites/index.ts');
});
