import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { runCli } from './support/cli.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const OLDEST = '20.18.0';
const MEGABYTE = 1024 * 1024;
const run = promisify(execFile);

let folder: string;
let problem: string | undefined;
const installed = (...parts: string[]) => join(folder, 'user', 'node_modules', ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-package-'));
  if (!existsSync(join(root, 'dist/types/src/index.d.ts'))) await npm(root, 'run', 'build:types');
  await npm(root, 'pack', '--ignore-scripts', '--pack-destination', folder);
  const [tarball = ''] = await readdir(folder);
  problem = await install('user', join(folder, tarball));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function npm(cwd: string, ...args: string[]) {
  return run('npm', args, { cwd, maxBuffer: 64 * MEGABYTE });
}

/** Installs the package into a temporary folder. Returns the reason if this machine cannot. */
async function install(name: string, what: string): Promise<string | undefined> {
  const cwd = join(folder, name);
  await mkdir(cwd);
  await writeFile(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
  try {
    await npm(cwd, 'install', '--no-audit', '--no-fund', '--prefer-offline', what);
    return undefined;
  } catch (error) {
    return `npm cannot install ${what}: ${(error as Error).message.split('\n').at(-2)}`;
  }
}

/** Skips a test that cannot be run on this machine; in CI it fails. */
function need(context: TestContext, missing: string | undefined): void {
  if (missing === undefined) return;
  if (process.env.CI) throw new Error(missing);
  context.skip(missing);
}

async function filesBelow(path: string): Promise<{ path: string; size: number }[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ path: file, size: (await stat(file)).size })));
}

describe('the installed package', () => {
  test('is small: at most 15 MB in 30 packages', async (context) => {
    need(context, problem);
    const files = await filesBelow(installed());
    const packages = files.filter(({ path }) => /node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path));
    expect(packages.length).toBeLessThanOrEqual(30);
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(15 * MEGABYTE);
  });

  test('runs through npx', async (context) => {
    need(context, problem);
    const npx = (...args: string[]) => run('npx', ['podflare-conformance', ...args], { cwd: join(folder, 'user') });
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await npx('--version')).stdout).toBe(`${version}\n`);
    expect((await npx('list')).stdout).toContain('healthz/no-key');
    expect((await npx('run', '--only', 'healthz/*')).stdout).toContain('Conformant');
  });

  test('has types that a strict project accepts', { timeout: 120_000 }, async (context) => {
    need(context, problem);
    const source = `
      import { checkClient, checkHostd, checkMcp, type ProgramOptions, type Report, type Target } from 'podflare-conformance';
      import { createClient, execEvents } from 'podflare-conformance/client';
      import { createMock, type Fault, type Mock, startHostd } from 'podflare-conformance/mock';
      export const report: Promise<Report> = checkHostd({ url: 'http://127.0.0.1:7070', keys: ['k'] });
      export const targets: Target[] = [];
      const program: ProgramOptions = { command: 'true', script: [{ code: /x/, reply: 'y' }], rules: '2026-11', seed: '7' };
      export const reports: Report[] = [await checkClient(program), await checkMcp({ command: ['true'], only: ['mcp/*'] })];
      export const { data, response } = await createClient({ baseUrl: '' }).POST('/v1/sandboxes');
      export const id: string | undefined = data?.id;
      for await (const { type, seq } of execEvents(response)) console.log(type, seq.toFixed());
      export const { address } = await startHostd({ env: {}, stdout: console.log, stderr: console.log });
      export const mock: Mock = createMock({ script: [{ code: /x/, reply: ({ match }) => match?.[0] ?? '' }] });
      export const fault: Fault = { does: 'answer', status: 429, retryAfter: 1, times: 2 };
      mock.faults.add(fault);
      const entry = await mock.journal.next({ operation: 'createSandbox', timeoutMs: 1 });
      export const key: string | undefined = entry.headers.authorization;
      using namespace = mock.namespace();
      namespace.reset('journal');
    `;
    await writeFile(join(folder, 'user', 'use.ts'), source);
    const options = '--strict --noEmit --target es2022 --module nodenext --exactOptionalPropertyTypes'.split(' ');
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, ...options, ...types, 'use.ts'], {
      cwd: join(folder, 'user'),
    }).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  test(`works on Node ${OLDEST}`, { timeout: 300_000 }, async (context) => {
    const binary = `node-${process.platform}-${process.arch}`;
    need(context, problem ?? (await install('node', `${binary}@${OLDEST}`)));
    const node = (...args: string[]) =>
      run(join(folder, 'node', 'node_modules', binary, 'bin/node'), args, { cwd: join(folder, 'user') });
    expect((await node('--version')).stdout.trim()).toBe(`v${OLDEST}`);

    const cli = installed('podflare-conformance', 'dist/cli.cjs');
    const { stdout, stderr } = await node(cli, 'run', '--only', 'healthz/*', '--only', 'startup/refuses');
    expect(stdout).toContain('Conformant');
    expect(stderr).toBe('');
    const entries = ['', '/client', '/mock'].map((entry) => `await import('podflare-conformance${entry}')`);
    const spec = `const { checkHostd } = await import('podflare-conformance');
      const { checks } = await checkHostd({ only: ['unauthorized/no-key'], spec: ${JSON.stringify(join(root, 'openapi.yaml'))} });
      console.log(checks[0].outcome);`;
    const loaded = await node('--input-type=module', '--eval', `${entries.join(';')};${spec}`);
    expect(loaded).toEqual({ stdout: 'pass\n', stderr: '' });
  });

  describe.each(['14.21.3', '16.20.2', '18.20.8', '20.17.0'])('on Node %s', (version) => {
    const binary = `node-${process.platform}-${process.arch}`;
    let missing: string | undefined;
    let path = '';
    const cwd = () => join(folder, 'user');
    beforeAll(async () => {
      missing = problem ?? (await install(`node-${version}`, `${binary}@${version}`));
      path = join(folder, `node-${version}`, 'node_modules', binary, 'bin/node');
    }, 300_000);

    test.for(['--version', 'run --only healthz/*', 'mock', 'client -- true'])(
      'the command line is refused in one line: %s',
      async (line, context) => {
        need(context, missing);
        const program = installed('podflare-conformance', 'dist/cli.cjs');
        expect(await runCli(line.split(' '), { cwd: cwd(), node: path, program: [program] })).toEqual({
          code: 2,
          stdout: '',
          stderr: `podflare-conformance: this is Node.js ${version}; 20.18 or later is needed\n`,
        });
      },
    );

    // Node 14 has not all the modules that are linked before any is run.
    test.skipIf(version.startsWith('14.'))('the library is refused by name and version', async (context) => {
      need(context, missing);
      for (const entry of ['', '/client', '/mock', '/msw']) {
        const script = `import('podflare-conformance${entry}').catch(({ message }) => console.log(message))`;
        const { stdout } = await runCli(['--input-type=module', '--eval', script], {
          cwd: cwd(),
          node: path,
          program: [],
        });
        expect(stdout).toBe(`podflare-conformance needs Node.js 20.18 or later, and this is ${version}\n`);
      }
    });
  });
});
