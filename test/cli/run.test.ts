import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startHostd } from '../../mock/adapters/hostd.ts';
import type { Report } from '../../src/model/report.ts';
import { CLI, runCli, startCli } from '../support/cli.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const mock = path('dist/mock-main.js');
const KEY = 'pk_test_0123456789abcdef';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => runCli(args, { cwd: folder, env });

describe('the commands', () => {
  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile(path('package.json'), 'utf8')) as { version: string };
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('help', async () => {
    const [program, command] = await Promise.all([run(['--help']), run(['help', 'explain'])]);
    expect(program).toMatchObject({ code: 0, stderr: '' });
    expect(command.stdout).toContain('Usage:\n  podflare-conformance explain ID');
    expect(await run(['explain', '--help'])).toEqual(command);
  });

  test('list fits 80 columns and names every check that its JSON has', async () => {
    const [text, json] = await Promise.all([run(['list']), run(['list', '--json'])]);
    expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const rows = JSON.parse(json.stdout) as { id: string; level: string; needs: string; profile: string }[];
    for (const { id } of rows) expect(text.stdout).toContain(`${id}  `);
    expect(new Set(rows.map(({ needs }) => needs))).toEqual(
      new Set(['launch', 'observed', 'url', 'url open', 'gateway', 'client', 'mcp']),
    );
    const http = JSON.parse((await run(['list', '--json', '--profile', 'http'])).stdout) as { profile: string }[];
    expect(http.every(({ profile }) => profile === 'http')).toBe(true);
  });

  test('explain fits 80 columns, and suggests similar ids', async () => {
    const found = await run(['explain', 'healthz/no-key']);
    expect(found.stdout).toMatch(/^healthz\/no-key\n.*\n\nLevel: {3}must/);
    expect(found.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const lost = await run(['explain', 'healthz/no-kye']);
    expect(lost).toMatchObject({ code: 2, stdout: '' });
    expect(lost.stderr).toMatch(
      /^podflare-conformance: there is no check "healthz\/no-kye"; did you mean healthz\/no-key\b/,
    );
  });

  test.each([
    [['lst'], 'unknown command "lst"; did you mean list?'],
    [['client', '--'], 'give the program after two dashes: -- COMMAND...'],
    [
      ['client', '--env', 'PODFLARE_HOST=a', '--', 'true'],
      '--env must not set PODFLARE_HOST: the suite sets this variable itself',
    ],
    [['client', '--only', 'healthz/*', '--', 'true'], '"healthz/*" matches none of the client checks'],
    [['client', '--script', 'none.yaml', '--', 'true'], 'cannot read the script none.yaml: no such file'],
    [['http://127.0.0.1:1'], 'to check the server at this URL, give --url http://127.0.0.1:1'],
    [['--only', 'nothing/*'], '"nothing/*" matches no check'],
    [['--command', 'a | b'], 'name the shell as well'],
    [['--url', 'http://127.0.0.1:1'], 'needs a valid key'],
    [['--env', 'PODFLARE_API_KEYS=a'], 'the suite sets this variable itself'],
    [['--env', 'A'], '--env must be NAME=VALUE'],
    [['--spec', 'none.yaml'], 'cannot read none.yaml: no such file'],
  ])('%j is a usage error: one line, exit code 2', async (args, line) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(stderr).toContain(line);
  });

  test.each([
    [['--command', './none'], 'cannot start "./none"'],
    [['--command', 'false'], 'it ended with exit code 1 before it responded'],
  ])('%j is a target that does not start: exit code 3', async (args, line) => {
    const { code, stdout, stderr } = await run([...args, '--only', 'healthz/no-key']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(line);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('a run without applicable checks has exit code 2', async () => {
    const hostd = await serve({ PODFLARE_API_KEYS: KEY });
    const { code, stdout } = await run(['--url', hostd.url, '--key', KEY, '--only', 'startup/refuses']);
    await hostd.stop();
    expect(code).toBe(2);
    expect(stdout).toContain('Nothing was checked');
  });
});

describe('mock', () => {
  test('is configured by its environment and serves until stopped', async () => {
    const env = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEY };
    const { child, ended } = startCli(['mock'], { cwd: folder, env });
    const line = await new Promise<string>((resolve) => child.stdout?.once('data', resolve));
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
    const statuses = [
      await fetch(`${url}/v1/sandboxes`, { method: 'POST' }),
      await fetch(`${url}/v1/sandboxes`, { method: 'POST', headers: { authorization: `Bearer ${KEY}` } }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('refuses the configurations that hostd refuses', async () => {
    expect((await run(['mock'], { PODFLARE_HOSTD_ADDR: '0.0.0.0:0' })).code).toBe(1);
    expect(await run(['mock', '--mutant', 'none'])).toMatchObject({ code: 2, stdout: '' });
  });
});

async function serve(env: Readonly<Record<string, string>>) {
  const hostd = await startHostd({
    env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', ...env },
    stdout: () => {},
    stderr: () => {},
  });
  return {
    url: `http://127.0.0.1:${hostd.address?.port}`,
    stop: () => {
      hostd.kill();
      return hostd.exited;
    },
  };
}

describe('run', () => {
  test('without a target checks the reference mock, which is conformant', async () => {
    const { code, stdout, stderr } = await run(['--only', 'healthz/*', '--only', 'startup/refuses']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Target: the reference mock');
    expect(stdout).toContain('Conformant: every rule that was checked holds.');
  });

  test('reports a defect to every reporter, with exit code 1 and a rerun that works', async () => {
    const { code, stdout } = await run([
      ...['run', '--command', `${process.execPath} ${mock}`, '--arg=--mutant', '--arg=missing-text-changed'],
      ...['--only', 'unauthorized/no-key', '--reporter', 'json=out/report.json', '--reporter', 'junit=out/report.xml'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('Not conformant: 1 MUST rule is violated.');
    const report = JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8')) as Report;
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(await readFile(join(folder, 'out/report.xml'), 'utf8')).toContain('<failure type="fail"');
    const rerun = report.checks[0]?.rerun ?? '';
    const again = spawn('/bin/sh', ['-c', rerun.replace(/^podflare-conformance/, `"${process.execPath}" "${CLI}"`)]);
    expect(await once(again, 'close')).toEqual([1, null]);
  });

  test.each([
    ['--key', (key: string) => ['--key', key], {}],
    ['PODFLARE_API_KEY', () => [], { PODFLARE_API_KEY: KEY }],
  ])('never shows the key of %s', async (_, args, env) => {
    const hostd = await serve({ PODFLARE_API_KEYS: `${KEY},other-key-of-mine` });
    const ended = await run(
      ['--url', hostd.url, ...args(KEY), '--only', 'unauthorized/*', '--only', 'keys/*', '--reporter', 'json'],
      env,
    );
    await hostd.stop();
    expect(ended.code).toBe(0);
    expect(JSON.stringify(ended)).not.toContain(KEY);
  });

  test('never shows a key that the target prints or sends back', async () => {
    const echo = `
      require('node:http').createServer((q, s) => {
        s.writeHead(200, { 'x-keys': process.env.PODFLARE_API_KEYS });
        s.end(JSON.stringify([process.env.PODFLARE_API_KEYS, q.headers]));
      }).listen(process.env.PODFLARE_HOSTD_ADDR.split(':').pop());
      console.log('keys', process.env.PODFLARE_API_KEYS);`;
    await writeFile(join(folder, 'echo.cjs'), echo);
    for (const reporter of ['pretty', 'json', 'junit']) {
      const ended = await run([
        '--command',
        `${process.execPath} echo.cjs`,
        '--only',
        'unauthorized/no-key',
        '--reporter',
        reporter,
      ]);
      expect(ended.code).toBe(1);
      expect(ended.stdout).toMatch(/(<|&lt;)key \d+(>|&gt;)/);
      expect(ended.stdout).not.toMatch(/pk_conf_[0-9a-f]{8}/i);
    }
  });
});

describe('a run that is interrupted', () => {
  const marks: string[] = [];
  /** Ids of the processes with the mark in their command line, except the suite's own. */
  async function left(mark: string): Promise<number[]> {
    const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')));
    return pids.filter((_, i) => commands[i]?.includes(mark) && !commands[i]?.includes('cli.cjs'));
  }
  afterEach(async () => {
    for (const pid of (await Promise.all(marks.splice(0).map(left))).flat()) process.kill(pid, 'SIGKILL');
  });

  /** A hostd that writes a file when it starts, and then neither responds nor exits. */
  async function hanging(): Promise<{ args: string[]; mark: string; started: () => Promise<boolean> }> {
    const mark = `hang-${Math.random().toString(36).slice(2)}.cjs`;
    marks.push(mark);
    await writeFile(
      join(folder, mark),
      `process.on('SIGTERM', () => {}); require('node:fs').writeFileSync(__filename + '.up', ''); setInterval(() => {}, 1000);`,
    );
    const started = async () => (await readdir(folder)).includes(`${mark}.up`);
    return { args: ['--command', `${process.execPath} ${mark}`, '--start-timeout', '60000'], mark, started };
  }

  async function until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s says so in one line and leaves nothing running', async (signal, code) => {
    const { args, mark, started } = await hanging();
    const { child, ended } = startCli(args, { cwd: folder });
    await until(started);
    child.kill(signal);
    const { code: exit, stdout, stderr } = await ended;
    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: interrupted [^\n]*; stopping what was started\n$/);
    expect(await left(mark)).toEqual([]);
  });

  test('by SIGKILL leaves nothing running either', async () => {
    const { args, mark, started } = await hanging();
    const { child, ended } = startCli(args, { cwd: folder });
    await until(started);
    child.kill('SIGKILL');
    await ended;
    await until(async () => (await left(mark)).length === 0);
    expect(await readdir(folder)).toContain(`${mark}.up`);
  });
});
