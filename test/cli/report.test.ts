import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/reporters/json.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { checks, ofOutcome, reportOf } from '../report/fixture.ts';
import { runCli } from '../support/cli.ts';

let folder: string;
const report = reportOf(checks);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-report-'));
  const other = { ...reportOf(ofOutcome('pass', 'warn')), target: { kind: 'url', label: 'another' } };
  const files = {
    'a.json': renderJson(report),
    'b.json': renderJson(other),
    'marked.json': `\uFEFF${renderJson(report)}`,
    'empty.json': '',
    'cut.json': renderJson(report).slice(0, 500),
    'list.json': '[]',
    'wrong.json': renderJson(report).replace('"outcome": "warn"', '"outcome": "maybe"'),
    'later.json': renderJson(report).replace('"schemaVersion": 1', '"schemaVersion": 2'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCli(['report', ...args], { cwd: folder });

describe('report', () => {
  test('renders a stored run exactly as the run did, with exit code 0 for any verdict', async () => {
    expect(await run('a.json')).toEqual({ code: 0, stdout: renderPretty(report), stderr: '' });
    expect(await run('marked.json')).toEqual({ code: 0, stdout: renderPretty(report), stderr: '' });
    expect((await run('a.json', '--reporter', 'json')).stdout).toBe(renderJson(report));
  });

  test('writes files, and to stdout only the report for stdout', async () => {
    const { code, stdout } = await run('a.json', '--reporter', 'html=out/page.html', '--reporter=rules=out/rules.md');
    expect([code, stdout]).toEqual([0, '']);
    expect(await readFile(join(folder, 'out/page.html'), 'utf8')).toContain('alpha/fails');
    expect(await readFile(join(folder, 'out/rules.md'), 'utf8')).toContain('## ➖ auth/every-request');
  });

  test('compares several runs side by side', async () => {
    expect((await run('a.json', 'b.json')).stdout).toContain(' ✗ ·  alpha/fails must\n');
    expect((await run('a.json', 'b.json', '--reporter', 'markdown')).stdout).toContain(
      '| `alpha/fails` | must | ❌ | · |',
    );
    expect((await run('a.json', 'b.json', '--reporter', 'html')).stdout).toContain('2 runs compared');
  });

  test.each([
    [[], 'report needs at least one file written by --reporter json=FILE'],
    [['none.json'], 'cannot read none.json: no such file'],
    [['empty.json'], 'empty.json is not JSON: it is empty; expected a file written by --reporter json=FILE'],
    [['cut.json'], /^cut\.json is not JSON: .*; expected a file written by --reporter json=FILE$/],
    [['list.json'], 'list.json is not a report of podflare-conformance: must be object'],
    [
      ['wrong.json'],
      'wrong.json is not a report of podflare-conformance: /checks/2/outcome must be equal to one of the allowed values',
    ],
    [['later.json'], 'later.json was written by a later version of podflare-conformance: update this one to read it'],
    [['a.json', 'list.json'], 'list.json is not a report of podflare-conformance: must be object'],
    [
      ['a.json', 'b.json', '--reporter', 'tap'],
      '--reporter tap renders a single run; for several, use pretty, html, markdown',
    ],
  ])('%j: one line, exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining('podflare-conformance: ')]);
    const said = stderr.trimEnd().replace('podflare-conformance: ', '');
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });
});
