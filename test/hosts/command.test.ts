import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mock, Workshop } from './support.ts';

const NODE = process.execPath;
const ONE = ['--only', 'healthz/no-key'];

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
  await shop.program('not-executable', '#!/bin/sh\n', 0o644);
});
afterAll(() => shop.close());

const sh = (script: string) => ['--command', 'sh', '--arg', '-c', '--arg', script];
const gone = () => shop.empty();

describe('a command that cannot be started has exit code 3 and one line, when', () => {
  test.each([
    ['does not exist', ['--command', './none'], 'cannot start "./none": no such program'],
    ['is not on the PATH', ['--command', 'no-such-program'], 'cannot start "no-such-program": no such program'],
    ['is not executable', ['--command', './not-executable'], 'cannot start "./not-executable": it is not executable'],
    ['is a directory', ['--command', '/'], 'cannot start "/": it is not executable'],
    [
      'has a working directory that does not exist',
      ['--command', 'true', '--cwd', './none'],
      'there is no directory "./none"',
    ],
    ['has a file as working directory', ['--command', 'true', '--cwd', './not-executable'], 'there is no directory'],
  ])('it %s', async (_, args, line) => {
    const { code, stdout, stderr } = await shop.run([...args, ...ONE]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(stderr).toContain(line);
  });
});

describe('a command that does not become ready has exit code 3 and the reason, and leaves nothing running, when', () => {
  test.each([
    [
      'exits at once',
      'echo there is no config >&2; exit 7',
      'exit code 7 before it responded; its last output:\nthere is no config\n',
    ],
    ['is killed', 'kill -9 $$', 'signal SIGKILL before it responded; it printed nothing\n'],
    ['exits with 0', 'exit 0', 'exit code 0 before it responded'],
    [
      'wants to read from stdin',
      'read line || { echo no input; exit 2; }',
      'exit code 2 before it responded; its last output:\nno input\n',
    ],
    ['prints half a line', 'printf half; exit 1', 'its last output:\nhalf\n'],
    ['prints invalid UTF-8', "printf '\\377\\376bad\\n'; exit 1", 'its last output:\n\ufffd\ufffdbad\n'],
    [
      'prints terminal escape sequences',
      "printf '\\033]0;title\\007\\033[31mred\\n'; exit 1",
      'its last output:\nred\n',
    ],
    ['continues in the background', 'setsid sleep 1000 & exit 0', 'exit code 0 before it responded'],
    ['leaves a child in its group', 'sleep 1000 & exit 1', 'exit code 1 before it responded'],
  ])('it %s', async (_, script, line) => {
    const { code, stdout, stderr } = await shop.run([...sh(script), ...ONE]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('the target did not start with two keys, on 127.0.0.1: it ended with ');
    expect(stderr).toContain(line);
    await gone();
  });

  test.each([
    ['never listens', 'exec sleep 1000'],
    ['listens elsewhere', `exec "${NODE}" -e 'require("net").createServer().listen(0, "127.0.0.1")'`],
    [
      'listens and never responds',
      `exec "${NODE}" -e 'require("net").createServer().listen(process.env.PODFLARE_HOSTD_ADDR.split(":")[1])'`,
    ],
    ['ignores SIGTERM', `trap '' TERM; while :; do sleep 1000; done`],
    ['has forked a child that left its group', 'setsid sleep 1000 & exec sleep 1000'],
  ])('it %s', async (_, script) => {
    const { code, stdout, stderr } = await shop.run([...sh(script), ...ONE, '--start-timeout', '700']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(
      /^podflare-conformance: [^\n]*: it did not respond at 127\.0\.0\.1:\d+ within 700 ms; it printed nothing\n$/,
    );
    await gone();
  });

  test('it prints without end', async () => {
    const { code, stderr } = await shop.run([...sh('yes "$PODFLARE_API_KEYS"'), ...ONE, '--start-timeout', '700']);
    expect(code).toBe(3);
    expect(stderr).toContain('within 700 ms; its last output:\n');
    expect(stderr.length).toBeLessThan(5_000);
    expect(stderr).not.toContain('pk_conf_');
    await gone();
  });

  test('it prints one line without end', async () => {
    const { code, stderr } = await shop.run([
      ...sh(`yes "$PODFLARE_API_KEYS" | tr '\\n' ' '`),
      ...ONE,
      '--start-timeout',
      '700',
    ]);
    expect(code).toBe(3);
    expect(stderr.length).toBeLessThan(5_000);
    expect(stderr).not.toMatch(/pk_conf|[0-9a-f]{16}/i);
    await gone();
  });

  test('it prints its keys', async () => {
    const { stderr } = await shop.run([...sh('echo "keys: $PODFLARE_API_KEYS"; exit 1'), ...ONE]);
    expect(stderr).toMatch(/its last output:\nkeys: <key 1>,<key 2>\n$/);
  });
});

describe('a command that becomes ready', () => {
  const conformant = { code: 0, stderr: '' };
  const ended = async (args: readonly string[], env?: Readonly<Record<string, string>>) => {
    const { code, stdout, stderr } = await shop.run(args, env);
    await gone();
    return { code, stderr, stdout };
  };

  test('may print megabytes before and after its start', async () => {
    const script = `head -c 3000000 /dev/zero | tr '\\0' x; (head -c 3000000 /dev/zero >&2) & exec "${NODE}" "${mock}"`;
    expect(await ended([...sh(script), ...ONE])).toMatchObject(conformant);
  });

  test('may have a child that left its process group and holds the port', async () => {
    expect(await ended([...sh(`setsid "${NODE}" "${mock}" & wait`), ...ONE])).toMatchObject(conformant);
  });

  test('may ignore SIGTERM', async () => {
    const args = ['--command', `${NODE} ${mock}`, '--arg=--mutant', '--arg=sigterm-ignored', '--only', 'healthz/post'];
    expect(await ended(args)).toMatchObject(conformant);
  });

  test('may exit during a request', async () => {
    const server = await shop.program(
      'ends.cjs',
      `let n = 0;
      require('node:http').createServer((q, s) => (++n > 5 ? process.exit(9) : s.writeHead(n % 2 ? 200 : 401).end()))
        .listen(process.env.PODFLARE_HOSTD_ADDR.split(':')[1], '127.0.0.1');`,
    );
    const { code, stdout } = await ended([
      '--command',
      `${NODE} ${server}`,
      '--only',
      'keys/all-valid',
      '--only',
      'unauthorized/no-key',
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/the server ended \(exit code 9\)|nothing listens at|the connection was (reset|closed)/);
  });

  test('gets its arguments, variables and working directory, and none of the suite', async () => {
    const script = `
      [ "$0 $1" = "a b  c" ] && [ "$MINE" = "x=y z" ] && [ "$(basename "$PWD")" = sub ] && [ -z "$PODFLARE_API_KEY" ] &&
      [ -z "$PODFLARE_LOG_FORMAT" ] && exec "${NODE}" "${mock}"
      echo "$0 $1 $MINE $PWD $PODFLARE_API_KEY $PODFLARE_LOG_FORMAT"; exit 1`;
    await mkdir(join(shop.folder, 'sub'));
    const args = [...sh(script), '--arg', 'a', '--arg', 'b  c', '--env', 'MINE=x=y z', '--cwd', 'sub', ...ONE];
    expect(await ended(args, { PODFLARE_API_KEY: 'pk_of_mine', PODFLARE_LOG_FORMAT: 'json' })).toMatchObject(
      conformant,
    );
  });
});
