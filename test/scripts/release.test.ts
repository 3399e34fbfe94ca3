import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const exec = promisify(execFile);

let clone = '';
const git = async (...args: string[]) => (await exec('git', args, { cwd: clone })).stdout.trim();
const release = (...args: string[]) =>
  exec('npm', ['run', '--silent', 'release', '--', ...args], { cwd: clone }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stderr }) => ({ code: code as number, text: stderr as string }),
  );

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'podflare-release-'));
  await exec('git', ['clone', '--quiet', '--no-local', '--depth', '1', `file://${root}`, clone]);
  await git('config', 'user.name', 'A Maintainer');
  await git('config', 'user.email', 'maintainer@example.org');
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
  await writeFile(join(clone, '.git/info/exclude'), 'node_modules\n');
});
afterAll(() => rm(clone, { recursive: true, force: true }));

test('release refuses a version that is not one, and a work tree with changes', async () => {
  expect(await release('next')).toMatchObject({ code: 1, text: expect.stringContaining('give one version') });
  await writeFile(join(clone, 'openapi.yaml'), '# changed\n');
  expect(await release('9.8.7')).toMatchObject({ code: 1, text: expect.stringContaining('the work tree has changes') });
  await git('checkout', '--', '.');
});

test('release sets the version, dates the changelog, freezes the rule set, commits and tags', async () => {
  expect(await release('9.8.7')).toMatchObject({ code: 0, text: expect.stringContaining('tagged v9.8.7') });
  const read = (file: string) => readFile(join(clone, file), 'utf8');
  expect(JSON.parse(await read('package.json'))).toMatchObject({ version: '9.8.7' });
  expect(JSON.parse(await read('package-lock.json'))).toMatchObject({ version: '9.8.7' });
  expect(await read('CHANGELOG.md')).toMatch(/## \[Unreleased\]\n\n## \[9\.8\.7\] - \d{4}-\d\d-\d\d\n/);
  expect(await read('suites/rules/2026-11.yaml')).toContain('released: 9.8.7');
  expect(await git('tag', '--points-at', 'HEAD')).toBe('v9.8.7');
  expect(await git('status', '--porcelain')).toBe('');
  expect(await release('9.8.8')).toMatchObject({
    code: 1,
    text: expect.stringContaining(`nothing under "Unreleased"`),
  });
}, 180_000);
