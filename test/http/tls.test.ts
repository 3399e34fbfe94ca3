import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startHostd } from '../../mock/adapters/hostd.ts';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { TargetError } from '../../src/base/errors.ts';
import { runCli } from '../support/cli.ts';
import { listening, rawServer } from './server.ts';

const KEY = 'pk_test_0123456789abcdef';
const openssl = spawnSync('openssl', ['version']).status === 0;
// Where CI=true its absence is a failure.
const skipped = !openssl && process.env.CI !== 'true';

let folder: string;
let key: Buffer;
let cert: Buffer;

beforeAll(async () => {
  if (skipped) return;
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  const subject = ['-subj', '/CN=hostd.test', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      ...subject,
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  [key, cert] = (await Promise.all(['key.pem', 'cert.pem'].map((name) => readFile(join(folder, name))))) as [
    Buffer,
    Buffer,
  ];
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

/** The reference hostd behind a server that terminates TLS. */
async function secureHostd(options: TlsOptions = {}): Promise<string> {
  const hostd = await startHostd({
    env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEY },
    stdout: () => {},
    stderr: () => {},
  });
  onTestFinished(() => hostd.kill());
  const front = createServer({ key, cert, ...options }, (socket) => {
    const inner = connect(hostd.address?.port ?? 0, '127.0.0.1');
    socket.pipe(inner).pipe(socket);
    for (const end of [socket, inner]) end.on('error', () => {}).on('close', () => socket.destroy() && inner.destroy());
  });
  const { authority } = await listening(front.on('tlsClientError', () => {}));
  return `https://${authority}`;
}

const check = (url: string) => checkHostd({ url, keys: [KEY], timeoutMs: 5_000, only: ['healthz/*'] });

const conformance = (url: string, env: Readonly<Record<string, string>> = {}) =>
  runCli(['--url', url, '--only', 'healthz/*', '--only', 'unauthorized/no-key'], {
    env: { PODFLARE_API_KEY: KEY, ...env },
  });

test.runIf(skipped)('TLS is not tested: there is no openssl on this machine', ({ skip }) => skip());

describe.skipIf(skipped)('TLS', () => {
  test('with a certificate of an untrusted authority fails with advice', async () => {
    const refusal = check(await secureHostd());
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(
      /^TLS with 127\.0\.0\.1:\d+ failed: self-signed certificate; NODE_EXTRA_CA_CERTS=FILE makes Node trust the authority/,
    );
  });

  test('failures are one line on the command line, with exit code 3', async () => {
    const { code, stderr } = await conformance(await secureHostd());
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^podflare-conformance: TLS with [^\n]*self-signed certificate; NODE_EXTRA_CA_CERTS[^\n]*\n$/,
    );
  });

  test('works with a certificate from NODE_EXTRA_CA_CERTS, by address and by name', async () => {
    const url = await secureHostd();
    const env = { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
    expect(await conformance(url, env)).toMatchObject({ code: 0, stderr: '' });
    expect(await conformance(url.replace('127.0.0.1', 'localhost'), env)).toMatchObject({ code: 0, stderr: '' });
  });

  test('with a certificate for another name fails', async () => {
    const url = await secureHostd();
    const env = { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
    const { code, stderr } = await conformance(url.replace('127.0.0.1', '127.0.0.2'), env);
    // Some systems have no other loopback address.
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^podflare-conformance: (TLS with 127\.0\.0\.2:\d+ failed: .*altnames|nothing listens)[^\n]*\n$/,
    );
  });

  test('of a version that is not spoken any more fails', async () => {
    const refusal = check(
      await secureHostd({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    );
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(/^TLS with 127\.0\.0\.1:\d+ failed: /);
  });

  test('where TLS is not spoken fails', async () => {
    const { authority } = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    await expect(check(`https://${authority}`)).rejects.toThrow(`TLS with ${authority} failed`);
  });

  test('where the handshake is cut off fails', async () => {
    const { authority } = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await expect(check(`https://${authority}`)).rejects.toThrow(`TLS with ${authority} failed`);
  });

  test('where the handshake never ends fails in time', async () => {
    const { authority } = await rawServer((socket) => socket.resume());
    const refusal = checkHostd({ url: `https://${authority}`, keys: [KEY], timeoutMs: 200, only: ['healthz/no-key'] });
    await expect(refusal).rejects.toThrow(`no connection to ${authority} within 200 ms`);
  });
});
