import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { urlTarget } from '../../src/hosts/url.ts';
import { notPassed, runSuite } from '../support/run.ts';
import { create, exec, KEY, send } from './support.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const LOOPBACK = { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podflare-standalone-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Program {
  readonly child: ChildProcess;
  /** The first line on stdout; rejects when it ends without one. */
  readonly first: Promise<string>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function program(args: readonly string[], env: Readonly<Record<string, string>> = LOOPBACK): Program {
  const child = spawn(process.execPath, [cli, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
  const first = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0] ?? '');
    });
    void ended.then(() => reject(new Error(`no line; ${stderr}`)));
  });
  first.catch(() => undefined);
  return { child, first, ended };
}

const portOf = (text: string) => Number(/:(\d+)\/?$/.exec(text)?.[1]);
const control = (port: number, path: string, body?: object) =>
  fetch(`http://127.0.0.1:${port}/__mock/${path}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

async function free(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('mock', () => {
  test('prints its URL on the first line, and serves the control API there', async () => {
    const { child, first, ended } = program(['mock', '--port', '0'], { PODFLARE_API_KEYS: KEY });
    expect(await first).toMatch(/^podflare-hostd \(mock\) listening on http:\/\/127\.0\.0\.1:\d+$/);
    const port = portOf(await first);
    const id = await create(port);
    expect(await exec(port, id, 'print(6*7)')).toMatchObject({ stdout: '42', exit: 0 });
    const journal = await (await control(port, 'journal')).text();
    expect(JSON.parse(journal)).toMatchObject({ count: 2, entries: [{ operation: 'createSandbox' }, {}] });
    expect(journal).not.toContain(KEY);
    child.kill('SIGTERM');
    const { code, stderr, stdout } = await ended;
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
    expect(stderr).toContain(`inspector and control API at http://127.0.0.1:${port}/__mock/`);
    expect(stderr).not.toContain(KEY);
  });

  test('prints its URL as JSON, and writes it to a file while it listens', async () => {
    const file = join(folder, 'ready.json');
    await writeFile(file, 'of an earlier one');
    const { child, first, ended } = program(['mock', '--json', '--ready-file', file]);
    const ready = JSON.parse(await first);
    expect(ready).toEqual({
      url: `http://127.0.0.1:${ready.port}`,
      host: '127.0.0.1',
      port: expect.any(Number),
      control: `http://127.0.0.1:${ready.port}/__mock/`,
      mode: 'enforced',
      pid: child.pid,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      contract: '2026-11',
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(ready);
    expect((await send(ready.port)).status).toBe(200);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  test('has no control API on a public address, except on its own loopback port', async () => {
    const env = { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '0.0.0.0:0' };
    const without = program(['mock', '--json'], env);
    const { port, control: none } = JSON.parse(await without.first);
    expect(none).toBeNull();
    expect((await control(port, 'info')).status).toBe(404);

    const own = await free();
    const apart = program(['mock', '--json', '--control-port', String(own)], env);
    const ready = JSON.parse(await apart.first);
    expect(ready.control).toBe(`http://127.0.0.1:${own}/__mock/`);
    expect((await control(ready.port, 'info')).status).toBe(404);
    expect((await control(own, 'info')).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${own}/v1/healthz`)).status).toBe(404);
    apart.child.kill();
    expect((await apart.ended).code).toBe(0);
  });

  test('starts with the script and faults of a file, which a reset restores', async () => {
    const file = join(folder, 'script.yaml');
    await writeFile(
      file,
      `
script:
  - code: |
      import pandas
      print(pandas.__version__)
    reply: 2.2.3 # a text without quotes
  - pattern: ^import (\\w+)
    reply: { stderr: "ModuleNotFoundError", exitCode: 1 }
faults:
  - { does: answer, operation: createSandbox, status: 503, retryAfter: 1 }
`,
    );
    const { first } = program(['mock', '--script', file]);
    const port = portOf(await first);
    const statuses = async () => {
      const one = await send(port, { method: 'POST', target: '/v1/sandboxes' });
      const two = await send(port, { method: 'POST', target: '/v1/sandboxes' });
      return [one.status, one.headers['retry-after'], two.status];
    };
    expect(await statuses()).toEqual([503, '1', 200]);
    const id = await create(port);
    expect(await exec(port, id, 'import pandas\nprint(pandas.__version__)')).toMatchObject({
      stdout: '2.2.3',
      exit: 0,
    });
    expect(await exec(port, id, 'import nothing')).toMatchObject({ stderr: 'ModuleNotFoundError', exit: 1 });
    expect((await control(port, 'reset', { parts: ['faults'] })).status).toBe(204);
    expect(await statuses()).toEqual([503, '1', 200]);
  });

  test('reads the same file as JSON', async () => {
    const file = join(folder, 'script.json');
    await writeFile(file, JSON.stringify({ script: [{ reply: 'always' }] }));
    const port = portOf(await program(['mock', '--script', file]).first);
    expect(await exec(port, await create(port), 'x')).toMatchObject({ stdout: 'always' });
  });

  test('keeps as many requests as it is told to', async () => {
    const port = portOf(await program(['mock', '--journal', '2']).first);
    for (let i = 0; i < 3; i += 1) await send(port);
    const { cap, count, entries } = (await (await control(port, 'journal')).json()) as Record<string, unknown[]>;
    expect([cap, count, entries?.length]).toEqual([2, 3, 2]);
  });

  test.each([
    [
      'script:\n  - reply: 42\n',
      'script.yaml, line 2: script[0].reply: expected a string, got a number; put it in quotes',
    ],
    ['rules: []\n', 'script.yaml, line 1: rules: unknown member; expected one of script, faults'],
    ['faults:\n  - does: answer\n    status: 42\n', 'script.yaml, line 3: faults[0].status: expected a whole number'],
    ['script:\n  - reply: x\n    code: [\n', 'script.yaml, line '],
    ['- x\n', 'script.yaml, line 1: the input: expected an object'],
  ])('refuses a script: %j', async (text, message) => {
    await writeFile(join(folder, 'script.yaml'), text);
    const { code, stdout, stderr } = await program(['mock', '--script', 'script.yaml']).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });

  test.each([
    [['--script', 'none.yaml'], 'cannot read the script none.yaml: no such file'],
    [['--mutant', 'no-gat'], 'there is no mutant "no-gat"; did you mean no-gate?'],
    [['--port', '65536'], '--port must be a whole number from 0 to 65535, not 65536'],
    [['--port', 'x'], '--port must be a whole number from 0 to 65535, not "x"'],
    [['--ready-file', 'none/ready.json'], 'cannot write --ready-file none/ready.json: '],
    [['--control-port', '99999'], '--control-port must be a whole number from 1 to 65535, not 99999'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await program(['mock', ...args]).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });

  test('passes the suite with the control API on', { timeout: 120_000 }, async () => {
    const { first } = program(['mock', '--json'], { ...LOOPBACK, PODFLARE_API_KEYS: `${KEY},pk_second` });
    const { url } = JSON.parse(await first);
    const report = await runSuite(urlTarget(url), { keys: [KEY, 'pk_second'] });
    expect(notPassed(report)).toEqual([]);
    expect(report.checks.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(60);
  });
});

describe('healthcheck', () => {
  const check = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    program(['healthcheck', ...args], env).ended;

  test('is 0 while a hostd responds, and 1 after it', async () => {
    const { child, first, ended } = program(['mock'], { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '0.0.0.0:0' });
    const port = portOf(await first);
    for (const host of ['127.0.0.1', '0.0.0.0', ''])
      expect(await check({ PODFLARE_HOSTD_ADDR: `${host}:${port}` })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await check({}, '--url', `http://127.0.0.1:${port}`)).code).toBe(0);
    child.kill();
    await ended;
    const { code, stderr } = await check({ PODFLARE_HOSTD_ADDR: `127.0.0.1:${port}` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^podflare-conformance: http:\/\/127\.0\.0\.1:\d+\/v1\/healthz: .*ECONNREFUSED.*\n$/);
  });

  test('is 1 if the response is not 200 or too late', async () => {
    const file = join(folder, 'sick.yaml');
    await writeFile(file, 'faults:\n  - { does: answer, status: 500 }\n  - { does: stall, times: always }\n');
    const url = `http://127.0.0.1:${portOf(await program(['mock', '--script', file]).first)}`;
    expect(await check({}, '--url', url)).toMatchObject({ code: 1, stderr: expect.stringContaining('status 500') });
    const late = await check({}, '--url', url, '--timeout', '50');
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('no response within 50 ms') });
  });

  test.each([
    [
      { PODFLARE_HOSTD_ADDR: '127.0.0.1:0' },
      [],
      'PODFLARE_HOSTD_ADDR="127.0.0.1:0" must be HOST:PORT with a port above 0',
    ],
    [{ PODFLARE_HOSTD_ADDR: 'nonsense' }, [], 'PODFLARE_HOSTD_ADDR="nonsense" must be HOST:PORT with a port above 0'],
    [{}, ['--url', 'nonsense'], '--url "nonsense" is not http://HOST:PORT'],
  ] as const)('%j %j is wrong usage', async (env, args, message) => {
    const { code, stderr } = await check(env, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
