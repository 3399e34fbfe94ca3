import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../../src/api/check-options.ts';
import { rerunOfProgram, rerunOfServer } from '../../src/api/options/rerun.ts';
import { inProcessTarget } from '../support/in-process.ts';

const url = 'http://127.0.0.1:7070';

describe('the rerun of a check of hostd', () => {
  test.each<[CheckOptions, string]>([
    [{}, ''],
    [{ url: `${url}/`, expect: 'open', timeoutMs: 9 }, `--url ${url} --expect open --timeout 9 `],
    [{ url, upstream: '127.0.0.1:7071' }, `--url ${url} --upstream 127.0.0.1:7071 `],
    [
      { command: './hostd -v', args: ['--a b'], env: { A: 'b c' }, cwd: '/x', strict: true },
      "--command './hostd -v' --arg='--a b' --env 'A=b c' --cwd /x --strict ",
    ],
    [{ command: ['./my hostd', '-v'] }, `--command ''\\''./my hostd'\\'' -v' `],
    [{ image: 'hostd:1', memory: '64m' }, '--image hostd:1 --memory 64m '],
    [{ target: { ...inProcessTarget(), ...{ kind: 'process', label: './hostd -v' } } }, "--command './hostd -v' "],
    [{ target: { ...inProcessTarget(), ...{ kind: 'container', label: 'hostd:1' } } }, '--image hostd:1 '],
    [{ target: { ...inProcessTarget(), ...{ kind: 'in-process', label: 'the mock' } } }, ''],
    [{ command: './hostd', env: { DB_PASSWORD: 'hunter2' } }, '--command ./hostd --env DB_PASSWORD="$DB_PASSWORD" '],
  ])('with %j repeats these options', (options, words) => {
    expect(rerunOfServer(options)('a/b')).toBe(`podflare-conformance ${words}--only a/b`);
  });
});

test('the rerun of a check of a program ends with the command', () => {
  const rerun = rerunOfProgram('mcp', { command: ['node', 'my server.mjs'], seed: '1', env: { MY_TOKEN: 'hunter2' } });
  expect(rerun('mcp/tools')).toBe(
    `podflare-conformance mcp --env MY_TOKEN="$MY_TOKEN" --seed 1 --only mcp/tools -- node 'my server.mjs'`,
  );
});
