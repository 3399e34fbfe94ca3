import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { TargetError, UsageError } from '../../src/base/errors.ts';
import { Wire } from '../../src/http/client.ts';
import { WireFailure } from '../../src/http/failure.ts';
import { hintFor } from '../../src/run/preflight/hint.ts';

const KEY = 'pk_test_0123456789';
const servers: Server[] = [];
const sockets = new Set<{ destroy(): void }>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const http = (listener: RequestListener) => listening(createHttpServer(listener));
const check = (url: string, expected?: 'open') =>
  checkHostd({ url, timeoutMs: 500, only: ['healthz/no-key'], ...(expected ? { expect: expected } : { keys: [KEY] }) });

describe('a target that does not respond', () => {
  test('because nothing listens', async () => {
    const address = await listening(createServer());
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(`nothing listens at ${address}; start hostd there first`);
  });

  test('because it accepts and is silent', async () => {
    const address = await listening(createServer());
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(/^no complete response within 500 ms; something listens there/);
  });

  test('because it does not speak HTTP', async () => {
    const address = await listening(createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    await expect(check(`http://${address}`)).rejects.toThrow(/^the response is not HTTP\/1\.x: .*is the port right\?$/);
  });

  test('because it closes the connection', async () => {
    const address = await listening(createServer((socket) => void socket.once('data', () => socket.end())));
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow('closed before the response was complete');
  });

  test('because it speaks TLS', async () => {
    const psk = createTlsServer({ ciphers: 'PSK', pskCallback: () => null });
    const address = await listening(psk.on('tlsClientError', () => {}));
    await expect(check(`http://${address}`)).rejects.toThrow(`it speaks TLS: --url https://${address}`);
  });

  test('because it speaks plain HTTP', async () => {
    const address = await http((_, response) => response.end());
    const refusal = check(`https://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(`it speaks plain HTTP: --url http://${address}`);
  });

  test('because there is no such host', async () => {
    await expect(check('http://no-such-host.invalid')).rejects.toThrow(/^no such host|^cannot reach|^no connection/);
  });

  test('because its certificate is not trusted', async () => {
    const wire = new Wire({ host: '127.0.0.1', port: 9, tls: { servername: '' } }, '127.0.0.1:9', 100);
    const failure = new WireFailure('tls', 'TLS with 127.0.0.1:9 failed: self-signed certificate');
    expect(await hintFor(failure, wire)).toContain('NODE_EXTRA_CA_CERTS=FILE');
  });
});

describe('a target that does not meet expectations', () => {
  test('open instead of enforced is a finding, and the created sandboxes are destroyed', async () => {
    const requests: string[] = [];
    const address = await http((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const made = request.method === 'POST' && request.url === '/v1/sandboxes';
      response.end(made ? JSON.stringify({ id: `sbx_${requests.length}`, state: 'ready' }) : 'ok');
    });
    const report = await check(`http://${address}`);
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(report.stopped).toMatch(/ looks open: .*POST \/v1\/sandboxes responds 200.* --expect open; otherwise/);
    expect(report.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['healthz/no-key', 'skip'],
      ['unauthorized/no-key', 'fail'],
    ]);
    expect(requests.filter((line) => /^DELETE \/v1\/sandboxes\/sbx_\d$/.test(line))).toHaveLength(2);
  });

  test('enforced instead of open', async () => {
    const address = await http((_, response) => response.writeHead(401).end());
    const refusal = check(`http://${address}`, 'open');
    await expect(refusal).rejects.toBeInstanceOf(UsageError);
    await expect(refusal).rejects.toThrow(/asks for a key on every protected operation.*leave out --expect open/);
  });

  test('a redirect to elsewhere', async () => {
    const address = await http((request, response) =>
      response.writeHead(308, { location: `https://hostd.example${request.url}` }).end(),
    );
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(
      `http://${address} redirects to https://hostd.example; check that one: --url https://hostd.example`,
    );
  });

  test('another server altogether', async () => {
    const address = await http((_, response) => response.writeHead(404).end());
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(
      /does not look like hostd: its liveness route responds 404, and nothing asks for a key; is the address right\?$/,
    );
  });

  test.each([404, 405, 302])('another server, which answers its root and to all else %i', async (status) => {
    const address = await http((request, response) =>
      response.writeHead(request.url === '/v1/healthz' ? 200 : status, { location: '/login' }).end(),
    );
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(TargetError);
    await expect(refusal).rejects.toThrow(
      `http://${address} does not look like hostd: POST /v1/sandboxes responds ${status}, with and without a key`,
    );
  });

  test('a hostd that hides its routes from strangers is checked', async () => {
    const address = await http((request, response) => {
      const known = request.url === '/v1/healthz' || request.headers.authorization === `Bearer ${KEY}`;
      response.writeHead(known ? 200 : 404).end(known ? '{"id":"sbx_0","state":"ready"}' : '');
    });
    expect((await check(`http://${address}`)).checks.map(({ id }) => id)).toEqual(['healthz/no-key']);
  });

  test('a server that takes none of the keys is one line', async () => {
    const address = await http((request, response) =>
      response.writeHead(request.url === '/v1/healthz' ? 204 : 401).end(),
    );
    const refusal = check(`http://${address}`);
    await expect(refusal).rejects.toBeInstanceOf(UsageError);
    await expect(refusal).rejects.toThrow(/does not accept the given key/);
  });

  test.each([
    ['one operation asks for a key', (url: string) => (url.endsWith('/fork') ? 401 : 200)],
    ['it is broken', () => 500],
    ['it answers 403', () => 403],
  ])('is checked all the same when %s', async (_, statusOf) => {
    const address = await http((request, response) => response.writeHead(statusOf(request.url ?? '')).end());
    expect((await check(`http://${address}`)).verdict).toBe('not conformant');
  });
});
