import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const KEY = 'pk_readme_0123456789abcdef';

/** The code blocks of one language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text]) =>
    name === language && text !== undefined ? [text] : [],
  );
}

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

/** The command as it is run here: the built program, and servers of the test's own. */
function real(command: string): string {
  const url = command.includes('--expect open') ? at(open) : at(guarded);
  return command
    .replaceAll('npx podflare-conformance', `${process.execPath} ${join(root, 'dist/cli.cjs')}`)
    .replaceAll("'./hostd'", `'${process.execPath} ${join(root, 'dist/mock-main.js')}'`)
    .replaceAll('http://127.0.0.1:7070', url)
    .replaceAll('pk_...', KEY);
}

async function sh(command: string, cwd: string): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await run('/bin/sh', ['-c', command], { cwd, maxBuffer: 1 << 26 });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

/** Numbers differ from run to run. */
const masked = (text: string) => text.replace(/\d[\d,.]*/g, '#').trimEnd();

/** A pattern for the output that is shown: a line of three dots stands for any lines. */
function pattern(shown: string): RegExp {
  const parts = masked(shown)
    .split(/^\.\.\.$\n?/m)
    .map((part) => part.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*${parts.join('[\\s\\S]*?')}[\\s\\S]*$`);
}

describe('the README', () => {
  const shown = blocks('console').map((text) => {
    const [first = '', ...output] = text.split('\n');
    return { command: first.replace(/^\$ /, ''), output: output.join('\n') };
  });

  test.each(shown)('shows what "$command" prints', { timeout: 120_000 }, async ({ command, output }) => {
    const lines = output.split('\n').filter((line) => line !== '...' && line !== '');
    expect(lines.length).toBeGreaterThan(2);
    const { stdout } = await sh(real(command), root);
    const program = command.startsWith('npm') ? stdout.slice(stdout.indexOf('podflare-conformance 0')) : stdout;
    expect(masked(program.replace(/^> .*\n/gm, ''))).toMatch(pattern(output));
  });

  const commands = blocks('sh')
    .flatMap((text) => text.trim().split('\n'))
    .filter((line) => line.includes('podflare-conformance') && !/ mock$| --image /.test(line));

  test.each(commands)('has a command that works: %s', { timeout: 120_000 }, async (command) => {
    const [line = ''] = command.split(' #');
    const few = line.includes('podflare-conformance report') ? '' : " --only 'healthz/*'";
    expect(await sh(`${real(line)}${few}`, folder)).toMatchObject({ code: 0 });
  });

  test('has the two commands that the package has', async () => {
    expect(blocks('sh')[0]).toBe('npm ci && npm start\nnpm ci && npm test\n');
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: object };
    expect(scripts).toHaveProperty('start');
    expect(scripts).toHaveProperty('test');
  });

  test('starts the mock', async () => {
    expect(blocks('sh')).toContain('npx podflare-conformance mock\n');
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

  test.each(blocks('ts').filter((code) => !code.includes('/vitest')))(
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
      await run(process.execPath, [file], { env: { ...process.env, PODFLARE_API_KEY: KEY }, maxBuffer: 1 << 26 });
    },
  );

  test('shows the vitest entry as the tests of it use it', () => {
    const [code] = blocks('ts').filter((text) => text.includes('/vitest'));
    expect(code).toContain("import { describeHostd } from 'podflare-conformance/vitest';");
    expect(code).toContain('describeHostd({ command:');
  });
});
