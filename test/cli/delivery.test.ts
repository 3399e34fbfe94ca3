import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../../mock/adapters/create-mock.ts';
import { renderJson } from '../../src/report/reporters/json.ts';
import { Workshop } from '../hosts/support.ts';
import { file } from '../program/clients/clients.ts';
import { ofOutcome, reportOf } from '../report/fixture.ts';
import { CLI, type Ended } from '../support/cli.ts';

const KEY = 'pk_test_0123456789abcdef';

let shop: Workshop;
let mock: Mock;
let url: string;
beforeAll(async () => {
  shop = await Workshop.open();
  mock = createMock({ keys: [KEY] });
  url = await mock.listen();
  await writeFile(join(shop.folder, 'stored.json'), renderJson(reportOf(ofOutcome('pass', 'pass'))));
  await writeFile(join(shop.folder, 'targets.txt'), `${url} env:KEY\n`);
  await mkdir(join(shop.folder, 'folder'));
});
afterAll(async () => {
  await mock.close();
  await shop.close();
});

/** Runs the command line by a shell that has done this before: `"$@"` is the command line. */
function by(script: string, args: readonly string[]): Promise<Ended> {
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, CLI, ...args], {
    cwd: shop.folder,
    env: { PATH: process.env.PATH, KEY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text) => {
      read[name] += text;
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...read })));
}

const only = ['--only', 'unauthorized/no-key'];
const COMMANDS: Readonly<Record<string, () => string[]>> = {
  run: () => ['--url', url, '--key', KEY, ...only],
  fleet: () => ['--targets', 'targets.txt', ...only],
  client: () => ['client', '--only', 'client/authorization'],
  report: () => ['report', 'stored.json', '--exit-code'],
};
const program = (name: string) => (name === 'client' ? ['--', process.execPath, file('client.mjs')] : []);
const args = (name: string, ...more: readonly string[]) => [...(COMMANDS[name]?.() ?? []), ...more, ...program(name)];
const commands = Object.keys(COMMANDS);

describe.runIf(process.platform === 'linux')(
  'a report that cannot be written has exit code 2 and names its place:',
  () => {
    test.each(commands)('stdout of %s is full', async (name) => {
      const { code, stderr } = await by('exec "$@" >/dev/full', args(name, '--reporter=json'));
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^podflare-conformance: cannot write to stdout: ENOSPC[^\n]*; the verdict was: conformant\n$/,
      );
    });

    test.each(commands)('the reader of stdout of %s is gone', async (name) => {
      const script = 'mkfifo gone.$$; : <gone.$$ & exec 3>gone.$$; wait; exec "$@" >&3';
      const { code, stderr } = await by(script, args(name, '--reporter=json'));
      expect(code).toBe(2);
      expect(stderr).toMatch(/^podflare-conformance: cannot write to stdout: its reader left[^\n]*: conformant\n$/);
    });

    test.each(commands)('a file of %s is full; the others are written', async (name) => {
      const reporters = ['--reporter=json=/dev/full', `--reporter=html=${name}.html`, '--reporter=markdown'];
      const { code, stdout, stderr } = await by('exec "$@"', args(name, ...reporters));
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^podflare-conformance: cannot write \/dev\/full: ENOSPC[^\n]*; the verdict was: conformant\n$/,
      );
      expect(stdout).toContain('#');
      expect(await readFile(join(shop.folder, `${name}.html`), 'utf8')).toMatch(/<\/html>\n$/);
    });

    test('that fits a file on stdout only in part is not taken for written', async () => {
      // A file may have 1,024 bytes at most here, at which a write is cut short as on a disk that fills.
      const { code, stderr } = await by('ulimit -f 2; exec "$@" > part.json', args('report', '--reporter=json'));
      expect(code).toBe(2);
      expect(stderr).toContain('stdout');
    });

    test('the disk is full half-way: neither a part of the report nor an earlier one is left', async () => {
      await mkdir(join(shop.folder, 'full'));
      await writeFile(join(shop.folder, 'full/report.html'), 'earlier');
      // A file may have 1,024 bytes at most here, at which a write fails as on a full disk.
      const { code, stderr } = await by(
        'ulimit -f 2; exec "$@"',
        args('run', '--reporter=html=full/report.html', '--reporter=badge=full/badge.json'),
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/^podflare-conformance: cannot write full\/report.html: EFBIG[^\n]*: conformant\n$/);
      expect(await readdir(join(shop.folder, 'full'))).toEqual(['badge.json']);
    });

    test('the place becomes a directory during the run', async () => {
      const late = ['--reporter', 'json=late', '--', 'sh', '-c', `mkdir -p late; exec node ${file('client.mjs')}`];
      const { code, stderr } = await by('exec "$@"', ['client', '--only', 'client/authorization', ...late]);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^podflare-conformance: cannot write late: it is a directory; the verdict was: conformant\n$/,
      );
    });

    test('a FIFO without a reader does not hold the run', async () => {
      const { code, stderr } = await by('mkfifo pipe; exec "$@"', args('run', '--reporter=json=pipe'));
      expect(code).toBe(2);
      expect(stderr).toContain('cannot write pipe: it is a FIFO without a reader; the verdict was: conformant');
    });

    test('the new baseline is full: the reports are written', async () => {
      const { code, stdout, stderr } = await by('exec "$@"', args('run', '--write-baseline=/dev/full'));
      expect(code).toBe(2);
      expect(stdout).toContain('Conformant');
      expect(stderr).toMatch(/^podflare-conformance: cannot write \/dev\/full: ENOSPC[^\n]*\n$/);
    });

    test.each([[['list', '--json']], [['explain', 'healthz/no-key']], [['help']], [['--version']]])(
      'what %j prints',
      async (words) => {
        const full = await by('exec "$@" >/dev/full', words);
        expect(full.code).toBe(2);
        expect(full.stderr).toMatch(/^podflare-conformance: cannot write to stdout: ENOSPC[^\n]*\n$/);
      },
    );
  },
);

describe('a report that can be written', () => {
  test('the reader of a list may close the pipe early', async () => {
    const { code, stdout, stderr } = await by('"$@" | head -n 1; exit 0', ['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(2);
  });

  test('/dev/stdout, /dev/null and descriptors are written to directly', async () => {
    const reporters = ['--reporter=json=/dev/stdout', '--reporter=html=/dev/null', '--reporter=badge=/dev/fd/3'];
    const { code, stdout } = await by('exec 3>badge; "$@" >out; cat out', args('run', ...reporters));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{\n.*\n\}\npodflare-conformance .*Conformant/s);
    expect(await readFile(join(shop.folder, 'badge'), 'utf8')).toContain('"label"');
  });
});

test('a run without a report removes the report of an earlier run', async () => {
  await writeFile(join(shop.folder, 'earlier.json'), 'of an earlier run');
  const target = ['--url', 'http://127.0.0.1:1', '--key', KEY];
  const { code } = await by('exec "$@"', [...target, '--reporter=json=earlier.json']);
  expect(code).toBe(3);
  expect(await readdir(shop.folder)).not.toContain('earlier.json');
});
