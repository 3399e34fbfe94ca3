import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import { curl } from '../../src/http/curl.ts';
import { serialize, type WireRequest } from '../../src/http/request.ts';
import { type Recorder, recorder } from './server.ts';

const KEYS = ['pk_test_0123456789abcdef', 'pk test\'"$`\\%0'];
const secrets = new Secrets();
secrets.add(KEYS[0] ?? '', '<key 1>', '$PODFLARE_API_KEY');
secrets.add(KEYS[1] ?? '', '<key 2>', '$PODFLARE_API_KEY_2');
secrets.add('made-from-a-key', '<made>');
const [KEY, ODD] = KEYS as [string, string];

const absent = spawnSync('curl', ['--version']).status !== 0;
// Where CI=true its absence is a failure.
const skipped = absent && process.env.CI !== 'true';

/** Runs a command line of a report. Resolves to its exit code and output. */
async function shell(line: string): Promise<{ code: number | null; stderr: string }> {
  const child = spawn('/bin/sh', ['-c', line], {
    env: { PATH: process.env.PATH, HOME: '/none', PODFLARE_API_KEY: KEY, PODFLARE_API_KEY_2: ODD },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, stderr };
}

/** The bytes with the Host header moved to the front, as curl does. */
function hostFirst(bytes: string): string {
  const [start = '', ...rest] = bytes.split('\r\n');
  const end = rest.indexOf('');
  const isHost = (line: string, i: number) => i < end && /^host:/i.test(line);
  return [start, ...rest.filter(isHost), ...rest.filter((line, i) => !isHost(line, i))].join('\r\n');
}

const get: WireRequest = { method: 'GET', target: '/v1/healthz', headers: [] };
const post: WireRequest = {
  method: 'POST',
  target: '/v1/sandboxes',
  headers: [['Content-Type', 'application/json']],
  body: '{}',
};
const withLines = (...headers: [string, string][]): WireRequest => ({
  ...post,
  headers: [...post.headers, ...headers],
});

const sendable: readonly [name: string, request: WireRequest][] = [
  ['GET', get],
  ['HEAD', { ...get, method: 'HEAD' }],
  ['DELETE', { ...get, method: 'DELETE' }],
  ['an invalid method', { ...get, method: 'gEt-X' }],
  ['POST', post],
  ['POST without a body', { ...post, headers: [], body: '' }],
  ['POST that says nothing of a body', { method: 'POST', target: '/', headers: [] }],
  ['a key', withLines(['Authorization', `Bearer ${KEY}`])],
  ['a key twice, and with more around it', withLines(['Authorization', `Bearer x${KEY}y`], ['X', `${KEY},${KEY}`])],
  ['a key that needs quoting', withLines(['X', ODD])],
  ['a key in the target and in the body', { ...post, target: `/v1/sandboxes?key=${KEY}`, body: `{"key":"${KEY}"}` }],
  ['what a shell would act on', withLines(['X', `$HOME \`id\` $(id) "a" 'b' \\ ! * ? ~ # ; & | < > ( ) { } [ ]`])],
  ['what printf would act on', withLines(['X', '%s %d %% \\n \\101 \xe9'], ['Y', '-n \xff'], ['Z', '\xc3\xa91'])],
  ['an empty value', withLines(['Authorization', ''])],
  ['blanks around a value', withLines(['X', '  a \t'])],
  [
    'repeated lines in their order',
    withLines(['Authorization', 'Bearer a'], ['X', '1'], ['authorization', 'Bearer b']),
  ],
  [
    'headers that curl has opinions on',
    withLines(['User-Agent', 'x'], ['Accept', 'y'], ['Connection', 'close'], ['Cookie', 'a=b'], ['Referer', 'z']),
  ],
  ['an empty User-Agent', withLines(['User-Agent', ''])],
  ['another Host', withLines(['Host', 'other.example'])],
  ['a header that has no content type', { ...post, headers: [] }],
  ['dot segments', { ...get, target: '/v1/healthz/../sandboxes/./x' }],
  ['encoded dots', { ...get, target: '/v1/%2e%2E/%2f%00' }],
  ['a query', { ...get, target: '/v1/healthz?a=[1-2]&b={x,y}' }],
  ['a fragment', { ...get, target: '/v1/sandboxes#/v1/healthz' }],
  ['slashes', { ...get, target: '//v1///sandboxes/' }],
  ['a backslash', { ...get, target: '/v1\\sandboxes' }],
  ['an absolute target', { ...get, target: 'http://evil.example/v1/healthz' }],
  ['an asterisk', { ...get, method: 'OPTIONS', target: '*' }],
  ['no slash first', { ...get, target: 'v1/sandboxes' }],
  ['bytes above 0x7F in the target', { ...get, target: '/\xc0\xae\xff' }],
  ['HTTP/1.0', { ...get, version: '1.0' }],
  ['chunks', { ...post, framing: 'chunked' }],
  ['a body that begins with @', { ...post, body: '@/etc/hostname' }],
  ['a body that begins with -', { ...post, body: '--data é' }],
  ['a body of lines', { ...post, body: 'a\nb\r\nc' }],
  ['a body of UTF-8', { ...post, body: '{"code":"é \u{1f600} \\u00e9 %s"}' }],
  ['a body of 90 kB', { ...post, body: 'x'.repeat(90_000) }],
];

const not: readonly [name: string, request: WireRequest][] = [
  ['a body that is withheld', { ...post, framing: 'withheld' }],
  ['trailers', { ...post, framing: 'chunked', trailers: [['A', 'b']] }],
  ['no Host', { ...get, host: false }],
  ['two Hosts', withLines(['Host', 'a'], ['host', 'b'])],
  ['HEAD with a body', { ...post, method: 'HEAD' }],
  ['a blank in the target', { ...get, target: '/a b' }],
  ['a NUL in the target', { ...get, target: '/a\0' }],
  ['a NUL in a value', withLines(['X', '\0'])],
  ['a line feed in a value', withLines(['X', 'a\r\n b'])],
  ['a value of blanks', withLines(['X', ' \t'])],
  ['a NUL in the body', { ...post, body: '\0' }],
  ['a line feed at the end of the body', { ...post, body: '{}\n' }],
  ['a line feed before a key', { ...post, body: `é\n${KEY}` }],
  ['a body above what one argument can be', { ...post, body: 'x'.repeat(200_000) }],
  ['a length of its own', withLines(['Content-Length', '1'])],
  ['two framings', withLines(['Transfer-Encoding', 'chunked'])],
  ['Expect', withLines(['Expect', '100-continue'])],
  ['a token that only we can make', withLines(['Authorization', 'Bearer made-from-a-key'])],
];

test.runIf(skipped)('curl lines are not tested: there is no curl on this machine', ({ skip }) => skip());

describe.skipIf(skipped)('the curl line of a request sends its bytes', () => {
  test.each(sendable)('%s', async (_, request) => {
    const server: Recorder = await recorder();
    const line = curl(request, `http://${server.authority}`, secrets) ?? '';
    for (const key of KEYS) expect(line).not.toContain(key);
    expect(await shell(line)).toEqual({ code: 0, stderr: '' });
    const received = (await server.received(0)).toString('latin1');
    expect(received).toBe(hostFirst(serialize(request, server.authority).toString('latin1')));
  });
});

describe('a request has no curl line', () => {
  test.each(not)('for %s', (_, request) => {
    expect(curl(request, 'http://127.0.0.1:7070', secrets)).toBeUndefined();
  });
});

test('the curl line of an IPv6 address is accepted by curl', () => {
  expect(curl(get, 'http://[::1]:7070', new Secrets())).toContain(`'http://[::1]:7070/v1/healthz'`);
});
