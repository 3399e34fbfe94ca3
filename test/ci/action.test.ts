import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { optionsOf } from '../../src/api/options/table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = join(root, 'action/run.mjs');
const hostd = `'${process.execPath}' '${join(root, 'dist/mock-main.js')}'`;

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Action;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-action-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the script of the action with inputs, as the runner does; `program` stands for `npx podflare-conformance`. */
async function run(inputs: Readonly<Record<string, string>>, program: readonly string[] = []) {
  const env = {
    PATH: process.env.PATH,
    ...{ RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') },
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
  };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [script, ...program], { cwd: folder, env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

const cli = [process.execPath, join(root, 'dist/cli.cjs')];
/** A program that prints its arguments and environment. */
const echo = [process.execPath, '-e', 'console.log(JSON.stringify([process.argv.slice(1), process.env]))', '--'];

async function given(inputs: Readonly<Record<string, string>>) {
  const { stdout, code } = await run(inputs, echo);
  expect(code).toBe(0);
  const [words, env] = JSON.parse(stdout) as [string[], Record<string, string>];
  return { words: words.filter((word) => !/^--reporter=|^run$/.test(word)), env };
}

describe('action.yml', () => {
  const [step] = action.runs.steps.filter(({ run: line }) => line !== undefined);

  test('passes every input as a variable, and inserts none into a script', () => {
    const scripts = action.runs.steps.flatMap(({ run: line }) => line ?? []);
    expect(scripts).toEqual(['node "$GITHUB_ACTION_PATH/action/run.mjs"']);
    const handed = Object.entries(step?.env ?? {});
    for (const [variable, value] of handed)
      expect(value).toBe(`\${{ inputs.${variable.replace('INPUT_', '').toLowerCase().replaceAll('_', '-')} }}`);
    const names = handed.map(([, value]) => /inputs\.([\w-]+)/.exec(value)?.[1]);
    const own = ['working-directory', 'artifact'];
    expect([...names, ...own].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('has an input for each marked option, and three others', () => {
    const marked = optionsOf('run').flatMap(({ name, action: isInput }) => (isInput ? [name] : []));
    const own = ['working-directory', 'artifact', 'version'];
    expect(Object.keys(action.inputs).sort()).toEqual([...marked, ...own].sort());
  });
});

describe('the script of the action', () => {
  const HOSTILE = [
    '$(touch x)',
    '`touch x`',
    '; touch x',
    '&& touch x #',
    '| touch x',
    '"; touch x; "',
    "'; touch x; '",
    '> x',
    '--help',
    '-rf',
    '--reporter=json=x',
    '  a  b  ',
    `$HOME \${PATH} %PATH% *`,
    '::set-output name=verdict::conformant',
    'é \u{1f600} \\n \\',
  ];

  test.each(HOSTILE)('passes %j on unchanged, in every place', async (value) => {
    for (const name of [
      'url',
      'command',
      'image',
      'targets',
      'expect',
      'rules',
      'baseline',
      'shard',
      'spec',
      'timeout',
    ])
      expect((await given({ [name.toUpperCase()]: value })).words).toEqual([`--${name}=${value}`]);
    expect((await given({ ONLY: `${value}\n\n${value}\r\nb` })).words).toEqual([
      ...[`--only=${value}`, `--only=${value}`, '--only=b'],
    ]);
    expect((await given({ KEY: value })).env.PODFLARE_API_KEY).toBe(value);
    expect((await readdir(folder)).filter((name) => name === 'x')).toEqual([]);
  });

  test('keeps a value of several lines in one word, where one is asked for', async () => {
    expect((await given({ COMMAND: 'a\n--help\nb' })).words).toEqual(['--command=a\n--help\nb']);
  });

  test('gives a flag where its input is true', async () => {
    expect((await given({ STRICT: 'true', SPEC_ALLOW_REMOTE: ' true ' })).words).toEqual([
      ...['--spec-allow-remote', '--strict'],
    ]);
    expect((await given({ STRICT: 'false', SPEC_ALLOW_REMOTE: '' })).words).toEqual([]);
  });

  test('gives no key on the command line, and no input to the target', async () => {
    const { words, env } = await given({ URL: 'http://a:1', KEY: 'pk_action_secret' });
    expect(words).toEqual(['--url=http://a:1']);
    expect(Object.keys(env).filter((name) => name.startsWith('INPUT_'))).toEqual([]);
  });

  test.each([
    ['VERSION', '1.2.3 && touch x'],
    ['VERSION', '--registry=http://evil.example'],
    ['VERSION', 'npm:evil'],
    ['VERSION', '../evil'],
    ['STRICT', '$(touch x)'],
    ['SPEC_ALLOW_REMOTE', 'yes'],
  ])('refuses %s %j in one line', async (name, value) => {
    const { code, stdout, stderr } = await run({ [name]: value }, name === 'VERSION' ? [] : echo);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^podflare-conformance: the input [\w-]+ .*\n$/);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  test('asks npx for the version of this package, and for testcontainers where it is needed', async () => {
    await writeFile(join(folder, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const path = `${folder}:${process.env.PATH}`;
    const env = { PATH: path, RUNNER_TEMP: folder, INPUT_IMAGE: 'hostd:dev' };
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder, env });
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      ...['--yes', `--package=podflare-conformance@${version}`, '--package=testcontainers@12.0.1', '--'],
      ...['podflare-conformance', 'run', '--image=hostd:dev'],
    ]);
  });

  test('checks a server that is broken: annotations, summary, reports, outputs and code', {
    timeout: 60_000,
  }, async () => {
    const inputs = { COMMAND: `${hostd} --mutant healthz-not-exempt-with-query`, ONLY: 'healthz/*\n' };
    const { code, stdout } = await run(inputs, cli);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error title=healthz\/query/m);
    const output = await readFile(join(folder, 'output'), 'utf8');
    const [, directory = ''] = /^directory=(.*)\nexit-code=1\nverdict=not conformant\n$/.exec(output) ?? [];
    expect((await readdir(directory)).sort()).toEqual(['conformance.html', 'conformance.json', 'summary.md']);
    const summary = await readFile(join(folder, 'summary'), 'utf8');
    expect(summary).toContain('healthz/query');
    expect(summary).toBe(await readFile(join(directory, 'summary.md'), 'utf8'));
  });

  test('ends with the code of a run that had no verdict', async () => {
    const { code, stderr } = await run({ COMMAND: `${hostd}`, EXPECT: 'open' }, cli);
    expect(code).toBe(2);
    expect(stderr).toContain('--expect is for targets that are already running: --url');
    expect(await readFile(join(folder, 'output'), 'utf8')).toMatch(/exit-code=2\nverdict=\n$/);
    expect(existsSync(join(folder, 'summary'))).toBe(false);
  });
});
