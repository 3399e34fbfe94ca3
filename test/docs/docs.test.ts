import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { docBlocks } from '../support/doc-blocks.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'dist/cli.cjs');
const page = await readFile(join(root, 'docs/mock.md'), 'utf8');
const KEY = 'pk_test';

const scripts = docBlocks('docs/mock.md', 'sh').filter((text) => !text.startsWith('npm install'));
const starts = scripts.filter((text) => text.includes('podflare-conformance mock'));
const modules = docBlocks('docs/mock.md', 'ts').filter((text) => !/from '(vitest|msw\/browser)'/.test(text));

let folder: string;
let mock: ChildProcess;
let url: string;

beforeAll(async () => {
  // Below the package, so that examples find it by its name.
  folder = await mkdtemp(join(root, 'dist', 'docs-'));
  const [script = ''] = docBlocks('docs/mock.md', 'yaml');
  await writeFile(join(folder, 'script.yaml'), script);
  mock = start('npx podflare-conformance mock --port 0');
  url = addressIn(await firstLine(mock));
});
afterAll(async () => {
  mock.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command line of the page unchanged, on a free port. */
function start(line: string): ChildProcess {
  const command = line.replace('npx podflare-conformance', `exec '${process.execPath}' '${cli}'`);
  const env = { PATH: process.env.PATH, PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' };
  return spawn('/bin/sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return text.split('\n')[0] ?? '';
  }
  throw new Error('the mock ended before it listened');
}

const addressIn = (line: string) => /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
const here = (text: string) => text.replaceAll('http://127.0.0.1:7070', url);

describe('docs/mock.md', () => {
  test('has examples of every kind', () => {
    expect([modules.length, starts.length, docBlocks('docs/mock.md', 'python').length]).toEqual([6, 2, 1]);
  });

  test.each(modules)('has code that runs: %s', async (code) => {
    const { code: js } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20.18' });
    const file = join(folder, `example-${modules.indexOf(code)}.mjs`);
    await writeFile(file, js);
    expect(await run(process.execPath, [file], { timeout: 20_000 })).toMatchObject({ stderr: '' });
  });

  test('has tests of vitest that pass', async () => {
    const [code = ''] = docBlocks('docs/mock.md', 'ts').filter((text) => text.includes("from 'vitest'"));
    await writeFile(join(folder, 'example.test.ts'), code);
    await writeFile(join(folder, 'vitest.config.mjs'), 'export default { test: { exclude: [] } };');
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { stdout } = await run(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json']);
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({ numPassedTests: 1, success: true });
  });

  test.each(starts)('has a command that starts a mock: %s', async (line) => {
    const child = start(line);
    onTestFinished(() => void child.kill());
    const address = addressIn(await firstLine(child));
    expect((await fetch(`${address}/v1/healthz`)).status).toBe(200);
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await fetch(`${address}/v1/sandboxes`, { method: 'POST', headers })).status).toBe(200);
    const { rules } = (await (await fetch(`${address}/__mock/script`)).json()) as { rules: unknown[] };
    expect(rules).toHaveLength(line.includes('--script') ? 3 : 0);
    child.kill();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('has commands of the shell that work', async () => {
    const [commands = ''] = scripts.filter((text) => text.includes('curl'));
    const { stdout } = await run('/bin/sh', ['-e', '-c', here(commands)]);
    const [answer, journal] = stdout.replace('}{', '}\n{').trim().split('\n');
    expect(JSON.parse(answer ?? '')).toEqual({ error: 'too many requests' });
    expect(JSON.parse(journal ?? '')).toMatchObject({ entries: [{ status: 429, fault: 'answer' }] });
  });

  test('has a program in Python that works', async (context) => {
    const python = await run('python3', ['--version']).catch(() => undefined);
    if (!python) {
      if (process.env.CI) throw new Error('python3 is missing');
      context.skip('python3 is missing');
    }
    const [program = ''] = docBlocks('docs/mock.md', 'python');
    expect(await run('python3', ['-c', here(program)])).toEqual({ stdout: '', stderr: '' });
  });

  test('has a health check that works', async () => {
    const [, words = '[]'] = /^HEALTHCHECK CMD (.*)$/m.exec(docBlocks('docs/mock.md', 'dockerfile')[0] ?? '') ?? [];
    const [program, ...args] = JSON.parse(words) as string[];
    expect(program).toBe('podflare-conformance');
    const env = { PODFLARE_HOSTD_ADDR: new URL(url).host };
    expect(await run(process.execPath, [cli, ...args], { env })).toEqual({ stdout: '', stderr: '' });
  });

  test('names every path of the control API that it shows', async () => {
    const { paths } = (await (await fetch(`${url}/__mock/openapi.json`)).json()) as { paths: object };
    const named = [...page.matchAll(/`(?:GET |POST |DELETE )?\/__mock(\/[\w/.]+)/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => path === undefined || !(path in paths))).toEqual([]);
  });
});
