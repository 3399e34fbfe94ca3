import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { ruleSet } from '../../src/run/rules.ts';
import { defective, file } from '../program/clients/clients.ts';
import { runCli } from '../support/cli.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const server = [process.execPath, path('../program/mcp/server.mjs')];
const program = [process.execPath, file('client.mjs')];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-program-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) => runCli(words, { cwd: folder });

const stored = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Report;

describe.each([
  ['client', defective('no-content-type'), program],
  ['mcp', [...server, '--defect', 'no-content-type'], server],
])('%s', (command, broken, mended) => {
  const check = `${command}/content-type`;
  const base = `known/${command}.yaml`;
  const judge = (words: readonly string[], ...options: string[]) =>
    run(command, '--only', check, ...options, '--', ...words);

  test('writes a baseline that applies until the program is fixed, and is then stale', {
    timeout: 120_000,
  }, async () => {
    expect(await judge(broken, '--write-baseline', base)).toMatchObject({
      code: 0,
      stderr: `podflare-conformance: wrote 1 known failure to ${base}\n`,
    });
    const [held, stale] = await Promise.all([
      judge(broken, '--baseline', base, `--reporter=json=${command}.json`),
      judge(mended, '--baseline', base),
    ]);
    expect(held).toMatchObject({ code: 0, stderr: '' });
    expect(held.stdout).toContain('Not conformant, but without new failures');
    expect(await stored(`${command}.json`)).toMatchObject({ verdict: 'not conformant', baseline: { excused: 1 } });
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain(`${base}, line 3: ${check} passes by now;`);
  });

  test('uses the rule set of --rules, also in its rerun command', async () => {
    const { name } = ruleSet();
    const { code, stdout } = await judge(broken, '--rules', name, '--seed', '7', '--strict', '--env', 'A=b c');
    expect(code).toBe(1);
    const options = `--rules ${name} --strict --env 'A=b c' --seed 7`;
    expect(stdout).toContain(`podflare-conformance ${command} ${options} --only ${check} -- `);
    expect(await judge(broken, '--rules', '2019-01')).toMatchObject({
      code: 2,
      stderr: `podflare-conformance: there is no rule set "2019-01": ${name}\n`,
    });
  });

  test.each(['--url=http://x', '--profile=api', '--shard=1/2', '--spec=x', '--key=pk_secret', '--concurrency=2'])(
    'refuses %s, which is for run, by one line',
    async (option) => {
      const name = option.split('=')[0];
      expect(await run(command, option, '--', ...mended)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `podflare-conformance: ${name} is an option of run, not of ${command}; see "podflare-conformance ${command} --help"\n`,
      });
    },
  );
});

test('one baseline works for run, client and mcp: entries for other commands are ignored', async () => {
  const entries = ['healthz/query', 'client/body', 'mcp/body', 'cleint/body'];
  await writeFile(join(folder, 'all.yaml'), entries.map((check) => `- check: ${check}\n  reason: known\n`).join(''));
  const complaint = 'all.yaml, line 7: there is no check "cleint/body"';
  const { code, stdout } = await run('run', '--only', 'healthz/body', '--baseline', 'all.yaml');
  expect(code).toBe(1);
  expect(stdout.match(/all\.yaml, line \d+: [^;]*/g)).toEqual([complaint]);
  const of = await run('client', '--only', 'client/operation', '--baseline', 'all.yaml', '--', ...program);
  expect(of.stdout.match(/all\.yaml, line \d+: [^;]*/g)).toEqual([complaint]);
});

test('the key and trace of a program depend on the seed, but are secret unless --seed was set', async () => {
  const shell = `printf '%s %s\\n' "$PODFLARE_API_KEY" "$PODFLARE_TRACEPARENT" >> told; ${program.join(' ')}`;
  const words = ['--only', 'client/operation', '--reporter', 'json=seed.json', '--', 'sh', '-c', shell];
  for (const seed of [['--seed', 'x'], ['--seed', 'x'], []]) await run('client', ...seed, ...words);
  const { seed = '' } = await stored('seed.json');
  await run('client', '--seed', seed, ...words);
  const told = (await readFile(join(folder, 'told'), 'utf8')).trim().split('\n');
  const [first, second, unseeded = '', again = ''] = told;
  expect(told).toHaveLength(4);
  expect(first).toMatch(/^pk_conf_[\dA-Fa-f]{32} 00-[\da-f]{32}-[\da-f]{16}-01$/);
  expect(second).toBe(first);
  expect(unseeded.split(' ')[0]).not.toBe(again.split(' ')[0]);
  expect(unseeded.split(' ')[1]).toBe(again.split(' ')[1]);
  expect(await run('client', '--seed', 'a b', ...words)).toMatchObject({ code: 2, stdout: '' });
});
