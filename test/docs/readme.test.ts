import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';
import { docBlocks, docLines } from '../support/doc-blocks.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const KEY = 'pk_readme_0123456789abcdef';

let folder: string;
let guarded: Hostd;
let open: Hostd;
const at = (hostd: Hostd) => `http://127.0.0.1:${hostd.address?.port}`;

beforeAll(async () => {
  folder = await mkdtemp(join(root, 'dist', 'readme-'));
  const quiet = { stdout: () => {}, stderr: () => {} };
  const loopback = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0' };
  guarded = await startHostd({ env: { ...loopback, PODFLARE_API_KEYS: KEY }, ...quiet });
  open = await startHostd({ env: loopback, ...quiet });
});
afterAll(async () => {
  guarded.kill();
  open.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The command with the built program and the servers of the test. */
function real(command: string): string {
  const url = command.includes('--expect open') ? at(open) : at(guarded);
  return command
    .replaceAll('npx podflare-conformance', `${process.execPath} ${join(root, 'dist/cli.cjs')}`)
    .replaceAll("'./hostd'", `'${process.execPath} ${join(root, 'dist/mock-main.js')}'`)
    .replaceAll('http://127.0.0.1:7070', url)
    .replaceAll('pk_...', KEY);
}

/** The exit code of a command line. */
async function exitCodeOf(command: string): Promise<number> {
  return await run('/bin/sh', ['-c', command], { cwd: folder, maxBuffer: 1 << 26 }).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

describe('README.md', () => {
  const commands = docLines('README.md').filter(
    (line) => line.includes('podflare-conformance') && !/ mock$| --image /.test(line),
  );

  test.each(commands)('has a command that works: %s', { timeout: 120_000 }, async (command) => {
    const [line = ''] = command.split(' #');
    const few = line.includes('podflare-conformance report') ? '' : " --only 'healthz/*'";
    expect(await exitCodeOf(`${real(line)}${few}`)).toBe(0);
  });

  test('has the two commands that the package has', async () => {
    expect(docBlocks('README.md', 'sh')[0]).toBe('npm ci && npm start\nnpm ci && npm test\n');
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: object };
    expect(scripts).toHaveProperty('start');
    expect(scripts).toHaveProperty('test');
  });

  test('starts the mock', async () => {
    expect(docBlocks('README.md', 'sh')).toContain('npx podflare-conformance mock\n');
    const env = { ...process.env, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' };
    const mock = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'mock'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(mock.stdout, 'data')) as [Buffer];
    mock.kill();
    expect(line.toString()).toMatch(/listening on http:\/\/127\.0\.0\.1:\d+/);
    await once(mock, 'exit');
  });

  test.each(docBlocks('README.md', 'ts').filter((code) => !code.includes('/vitest')))(
    'has code that runs: %s',
    { timeout: 120_000 },
    async (code) => {
      const mock = JSON.stringify([process.execPath, join(root, 'dist/mock-main.js')]);
      const changed = code
        .replace("['node', 'hostd.js']", `${mock}, only: ['healthz/*']`)
        .replace('http://127.0.0.1:7070', at(guarded));
      const { code: js } = await transform(changed, { loader: 'ts', format: 'esm' });
      const file = join(folder, 'example.mjs');
      await writeFile(file, `${js}\nif (typeof sandbox !== 'undefined' && !sandbox.id) process.exitCode = 9;\n`);
      const options = { env: { ...process.env, PODFLARE_API_KEY: KEY }, maxBuffer: 1 << 26 };
      expect(await run(process.execPath, [file], options)).toMatchObject({ stderr: '' });
    },
  );

  test('shows the vitest entry as the tests of it use it', () => {
    const [code] = docBlocks('README.md', 'ts').filter((text) => text.includes('/vitest'));
    expect(code).toContain("import { describeHostd } from 'podflare-conformance/vitest';");
    expect(code).toContain('describeHostd({ command:');
  });
});
