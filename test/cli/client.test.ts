import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORTERS } from '../../src/report/names.ts';
import { file } from '../program/clients/clients.ts';
import { CLI, startCli } from '../support/cli.ts';

const program = file('client.mjs');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-client-'));
});
afterAll(() => rm(folder, { recursive: true }));

const start = (args: readonly string[], command = 'client', program = CLI) =>
  startCli([command, ...args], { cwd: folder, program: [program] });
const client = (...args: string[]) => start(args).ended;

describe('client', () => {
  test('prints the passed checks on stdout, without the output of the program', async () => {
    const { code, stdout, stderr } = await client('--', 'node', program);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('client 17 checks, ');
    expect(stdout).toContain('Conformant: every rule that was checked holds.');
  });

  test('shows the request that breaks a rule, and the command that runs only its check again', async () => {
    const { code, stdout } = await client('--', 'node', program, '--defect', 'no-content-type');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ client/content-type  MUST auth/sdk-headers violated');
    expect(stdout).toContain('found     no content-type (3 of 3 requests)');
    expect(stdout).toContain('> Authorization: Bearer <key>');
    expect(stdout).toContain('rerun     podflare-conformance client --only client/content-type -- node ');
  });

  test('shows the end of the output of a failed program, and all of it with --verbose', async () => {
    const words = ['--only', 'client/works', '--', 'sh', '-c', `seq 30; node ${program}; echo over; exit 1`];
    const failed = await client(...words);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('the last lines that the program printed');
    expect(failed.stderr).toContain('| over\n');
    expect(failed.stderr).not.toContain('| 3\n');
    const verbose = await client('--verbose', ...words);
    expect(verbose.stderr).toMatch(/^\| 1\n\| 2\n/);
  });

  test('does not judge a program that sends no request with a key', async () => {
    const probe = `require("node:http").get(process.env.PODFLARE_HOSTD_URL + "/v1/healthz", (r) => r.resume())`;
    const { code, stdout, stderr } = await client('--', 'node', '-e', probe);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('the program sent no request that needs a key, only GET /v1/healthz');
  });

  test('takes what exec answers from a script', async () => {
    await writeFile(join(folder, 'answers.yaml'), 'script:\n  - code: print(x * 7)\n    reply: scripted\n');
    const { code, stderr } = await client('--script', 'answers.yaml', '--verbose', '--', 'node', program);
    expect(code).toBe(0);
    expect(stderr).toContain('"data":"scripted"');
  });

  test('never shows the key, in any report, whatever the program does with it', async () => {
    const keyFile = join(folder, 'key');
    const shell = `printf %s "$PODFLARE_API_KEY" > ${keyFile}; env; node ${program} --defect key-in-url; exit 1`;
    const reporters = REPORTERS.flatMap((name) => ['--reporter', name === 'pretty' ? name : `${name}=out.${name}`]);
    const { stdout, stderr } = await client('--verbose', ...reporters, '--', 'sh', '-c', shell);
    const key = await readFile(keyFile, 'utf8');
    expect(key.length).toBeGreaterThan(16);
    const files = REPORTERS.filter((name) => name !== 'pretty').map((name) => join(folder, `out.${name}`));
    const texts = await Promise.all(files.map((name) => readFile(name, 'utf8')));
    for (const text of [stdout, stderr, ...texts]) {
      expect(text).not.toBe('');
      expect(text.toLowerCase()).not.toContain(key.toLowerCase());
    }
    expect(stderr).toContain('PODFLARE_API_KEY=<key>');
  });

  test('leaves nothing behind after Ctrl-C', async () => {
    const pidFile = join(folder, 'pid');
    const shell = `sleep 600 & echo $! > ${pidFile}; echo started; wait`;
    const { child, read, ended } = start(['--verbose', '--', 'sh', '-c', shell]);
    while (!read.stderr.includes('started')) await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted; stopping the program');
    const pid = (await readFile(pidFile, 'utf8')).trim();
    expect(pid).toMatch(/^\d+$/);
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).toBe('');
  });

  test.each([
    [['--', './none'], 'cannot start "./none": no such program'],
    [['--', 'true'], 'the program sent no request to hostd at PODFLARE_HOSTD_URL'],
  ])('%j: exit code 3, one line', async (args, line) => {
    const { code, stdout, stderr } = await client(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(line);
  });
});

describe('mcp', () => {
  const server = fileURLToPath(new URL('../program/mcp/server.mjs', import.meta.url));

  test('prints the passed checks, and with --verbose the log of the server without the key', async () => {
    const words = ['--verbose', '--', 'node', server, '--defect', 'prints-the-key'];
    const { code, stdout, stderr } = await start(words, 'mcp').ended;
    expect(code).toBe(0);
    expect(stdout).toContain('! mcp/key-not-printed  SHOULD auth/keys-not-logged');
    expect(stderr).toContain('| using <key>\n');
  });

  test('ends the server on Ctrl-C', async () => {
    const { child, read, ended } = start(['--verbose', '--', 'sh', '-c', 'echo started >&2; sleep 600'], 'mcp');
    while (!read.stderr.includes('started')) await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
  });

  test('says how to install a missing dependency', async () => {
    const alone = join(folder, 'alone');
    await mkdir(alone);
    const built = (await readdir(dirname(CLI))).filter((name) => /\.c?js$/.test(name));
    await Promise.all(built.map((name) => copyFile(join(dirname(CLI), name), join(alone, name))));
    await writeFile(join(alone, 'package.json'), '{ "type": "module" }');
    const { code, stderr } = await start(['--', 'true'], 'mcp', join(alone, 'cli.cjs')).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^podflare-conformance: mcp needs the package [^\n]*\n$/);
    expect(stderr).toContain('npm install --save-dev @modelcontextprotocol/sdk@1');
  });
});
