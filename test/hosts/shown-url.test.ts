import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFleet } from '../../src/api/check-fleet.ts';
import { parseTargets } from '../../src/fleet/targets.ts';
import { upstreamAddress } from '../../src/gateway/address.ts';
import { shownUrl } from '../../src/hosts/shown-url.ts';
import { runCli } from '../support/cli.ts';

const SECRET = 's3cr3t-pk_live';
const URLS = [
  `http://127.0.0.1:9/?api_key=${SECRET}`,
  `http://127.0.0.1:9?api_key=${SECRET}`,
  `http://127.0.0.1:9/${SECRET}`,
  `http://127.0.0.1:9/#${SECRET}`,
  `http://${SECRET}@127.0.0.1:9/`,
  `http://user:${SECRET}@127.0.0.1:9/`,
  `http://user:a/${SECRET}?@127.0.0.1:9/`,
  `http://127.0.0.1:99999/?api_key=${SECRET}`,
  `ftp://user:${SECRET}@127.0.0.1/`,
  `127.0.0.1:9/?api_key=${SECRET}`,
  `user:${SECRET}@127.0.0.1:9`,
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-url-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['http://127.0.0.1:7070', 'http://127.0.0.1:7070'],
  ['nowhere', 'nowhere'],
  ['http://h:1/?k=x', 'http://h:1/...'],
  ['https://u:p@h', 'https://...'],
  ['HTTP://h\\k', 'HTTP://h/...'],
])('a message shows the URL %s as %s', (text, shown) => {
  expect(shownUrl(text)).toBe(shown);
});

test.each(URLS)('no error of the library repeats the secret in %s', async (url) => {
  const fleet = await checkFleet({ targets: [{ url, keys: ['k'] }] });
  expect(fleet.targets[0]?.exitCode).toBe(2);
  expect(JSON.stringify(fleet)).not.toContain('s3cr3t');
  expect(() => parseTargets(`${url} open`, 'targets')).toThrow(/^(?!.*s3cr3t)targets, line 1, column 1: /s);
  expect(() => upstreamAddress(url)).toThrow(/^(?!.*s3cr3t)--upstream must be HOST:PORT/s);
});

describe('no line of the command line repeats the secret in a URL', () => {
  test.each([
    ['--url', (given: string) => ['--url', given, '--key', 'k']],
    ['no option', (given: string) => [given]],
    ['a second argument', (given: string) => ['--url', 'http://127.0.0.1:9', given]],
    ['healthcheck', (given: string) => ['healthcheck', '--url', given]],
  ])('given as %s', async (_, args) => {
    for (const url of [URLS[0] ?? '', URLS[5] ?? '']) {
      const { code, stdout, stderr } = await runCli(args(url), { cwd: folder });
      expect({ failed: code !== 0, stdout }).toEqual({ failed: true, stdout: '' });
      expect(stderr).toMatch(/^podflare-conformance: [^\n]+\n$/);
      expect(stderr).not.toContain('s3cr3t');
    }
  });
});
