import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../support/bundle.ts';
import { runCli } from '../../support/cli.ts';
import { bots } from './bots.ts';
import { KEYS, withBot } from './outcome.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bots-'));
  program = join(folder, 'bot.mjs');
  await bundle(path('program.ts'), program);
});
afterAll(() => rm(folder, { recursive: true }));

const conformance = (...args: readonly string[]) => runCli(args, { cwd: folder, env: { PODFLARE_API_KEY: KEYS[0] } });

const byUrl = (name: string, ...args: readonly string[]) =>
  withBot(bots[name] ?? (() => expect.fail(`no bot ${name}`)), (url) => conformance('--url', url, ...args));

describe('by URL', () => {
  test.each([
    ['302-to-itself', 3, 'does not look like hostd: its liveness route responds 302'],
    ['hang', 3, 'no complete response within 400 ms; something listens there but does not respond'],
    ['garbage', 3, 'the response is not HTTP/1.x'],
    ['reset-on-accept', 3, 'the connection was reset'],
    ['drip-head', 3, 'no complete response within 400 ms'],
    ['http-0.9', 3, 'the response is not HTTP/1.x: "ok\\n"; is the port right?'],
  ])('%s: exit code %i and one line', async (name, exit, line) => {
    const { code, stdout, stderr } = await byUrl(name, ...(line.includes('within') ? ['--timeout', '400'] : []));
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(stderr).toContain(line);
  });

  test('200-object, which looks open: exit code 1, one line and the report', async () => {
    const { code, stdout, stderr } = await byUrl('200-object');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^podflare-conformance: [^\n]* looks open: [^\n]*\n$/);
    expect(stdout).toContain('✗ unauthorized/no-key');
    expect(stdout).toContain('Not conformant');
  });

  test.each([
    ['401-missing', []],
    ['500', []],
    ['endless-body', ['--expect', 'open', '--only', 'healthz/*']],
    ['healthz-then-hang', ['--only', 'healthz/*', '--timeout', '400']],
    ['healthz-then-404', ['--expect', 'open']],
    ['200-sandbox', ['--expect', 'open']],
  ])('%s %j: exit code 1 and a report', async (name, args) => {
    const { code, stdout, stderr } = await byUrl(name, ...args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Not conformant');
  });
});

describe('as a command', () => {
  const launched = (name: string) =>
    conformance(
      '--command',
      `${process.execPath} ${program}`,
      '--arg',
      name,
      '--start-timeout',
      '1500',
      '--only',
      '*/no-key',
      '--only',
      'startup/refuses',
    );

  test.each(['200-sandbox', '401-missing', 'garbage', 'healthz-then-401'])('%s: exit code 1', async (name) => {
    const { code, stdout, stderr } = await launched(name);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Not conformant');
  });

  test.each(['hang', 'close-on-accept'])('%s: exit code 3 and one line', async (name) => {
    const { code, stdout, stderr } = await launched(name);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(
      /^podflare-conformance: the target did not start with [^\n]* within 1500 ms; it printed nothing\n$/,
    );
  });
});
