import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'suites'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.startsWith('src/contract/generated/'));

function filesWith(pattern: RegExp): string[] {
  return sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
}

test('only settle redacts reports, and only redact.ts redacts other output', () => {
  expect(filesWith(/\bredact(Start)?\b\s*[(},:]/)).toEqual([
    'src/base/redact.ts',
    'src/base/secrets.ts',
    'src/run/settle.ts',
  ]);
});

test('only the runner, programs and the assembly of reports use settle', () => {
  expect(filesWith(/from '[./\w]*\/settle\.ts'/)).toEqual([
    'src/program/check-program.ts',
    'src/program/judge.ts',
    'src/run/assemble.ts',
    'src/run/case.ts',
    'src/run/runner.ts',
  ]);
});

test('a command registers its keys in one object', () => {
  const files = filesWith(/new Secrets\(/).filter((file) => file.startsWith('src/'));
  expect(files).toEqual(['src/api/check-hostd.ts', 'src/api/programs.ts', 'src/cli/dispatch.ts']);
});
