import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { type CheckOptions, checkHostd } from '../../src/api/check-hostd.ts';
import { freePort } from '../../src/hosts/ports.ts';
import { startGateway } from './gateway.ts';
import { gatewayIds } from './support.ts';

const KEY = 'pk_usage_0123456789abcdef';

async function failure(options: CheckOptions): Promise<{ message: string; exitCode: number }> {
  const { message, exitCode } = (await checkHostd({ timeoutMs: 2_000, ...options }).catch(
    (error: unknown) => error,
  )) as {
    message: string;
    exitCode: number;
  };
  expect(message).not.toContain('\n');
  return { message, exitCode };
}

describe('a run with --upstream ends with one line', () => {
  test.each<[CheckOptions, RegExp]>([
    [{ upstream: '127.0.0.1:7071' }, /^upstream is for targets given by url$/],
    [{ upstream: '127.0.0.1:7071', command: 'hostd' }, /^upstream is for targets given by url$/],
    [
      { upstream: '127.0.0.1:7071', url: 'http://127.0.0.1:1', expect: 'open' },
      /^upstream serves a hostd that enforces keys: remove expect open$/,
    ],
    [{ upstream: 'nonsense', url: 'http://127.0.0.1:1' }, /^upstream must be HOST:PORT, such as 127\.0\.0\.1:7071$/],
    [{ upstream: '', url: 'http://127.0.0.1:1' }, /^upstream must be HOST:PORT/],
    [{ upstream: '127.0.0.1:0', url: 'http://127.0.0.1:1' }, /a port above 0/],
    [{ upstream: '192.0.2.1:7071', url: 'http://127.0.0.1:1' }, /it is not an address of this machine/],
    [{ upstream: '127.0.0.1:7071', url: 'http://127.0.0.1:1', only: ['startup/*'] }, /leave out --upstream/],
    [{ only: ['gateway/*'] }, /give its --url, and --upstream HOST:PORT/],
  ])('when it is used wrongly: %o', async (options, message) => {
    expect(await failure(options)).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  test('when something listens there', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const found = await failure({ url: 'http://127.0.0.1:1', upstream: `127.0.0.1:${port}` });
    expect(found).toMatchObject({ exitCode: 2, message: expect.stringContaining('the port is in use') });
    server.close();
  });

  test('when there is no gateway, and the port is free again then', async () => {
    const upstream = `127.0.0.1:${await freePort()}`;
    for (let i = 0; i < 2; i += 1) {
      const found = await failure({ url: `http://127.0.0.1:${await freePort()}`, upstream });
      expect(found).toMatchObject({ exitCode: 3, message: expect.stringContaining('nothing listens at') });
    }
  });

  test('when the gateway cannot reach what it forwards to', async () => {
    await using gateway = await startGateway(await freePort());
    const upstream = `127.0.0.1:${await freePort()}`;
    const { message, exitCode } = await failure({ url: gateway.url, upstream });
    expect(exitCode).toBe(3);
    expect(message).toMatch(/^no request sent to the gateway at .* arrived at .* \(GET got 502, DELETE got/);
    expect(message).toContain(`point it at ${upstream}`);
  });

  test('when the gateway forwards to another hostd', async () => {
    await using other = createMock({ keys: [KEY] });
    const { port } = new URL(await other.listen());
    await using gateway = await startGateway(Number(port));
    const { message, exitCode } = await failure({
      url: gateway.url,
      upstream: `127.0.0.1:${await freePort()}`,
      keys: [KEY],
    });
    expect(exitCode).toBe(3);
    expect(message).toContain('forwards to another one');
    expect(message).not.toContain(KEY);
  });

  test('when the gateway knows other keys', async () => {
    const port = await freePort();
    await using gateway = await startGateway(port, {
      answers: ({ method }) => (method === 'GET' ? undefined : { status: 401, headers: [], body: Buffer.alloc(0) }),
    });
    const found = await failure({ url: gateway.url, upstream: `127.0.0.1:${port}` });
    expect(found).toMatchObject({ exitCode: 2, message: expect.stringContaining('pass a key that it accepts') });
  });
});

test('gateway checks run only with --upstream, and checks that launch servers only without it', {
  timeout: 60_000,
}, async () => {
  await using mock = createMock({ keys: [KEY] });
  const plain = await checkHostd({ url: await mock.listen(), keys: [KEY], only: ['headers/*'] });
  expect(plain.checks.filter(({ id }) => id.endsWith('-arrives'))).toEqual([]);
  const port = await freePort();
  await using gateway = await startGateway(port);
  const observed = await checkHostd({
    url: gateway.url,
    upstream: `127.0.0.1:${port}`,
    only: ['headers/*', 'gateway/*', 'startup/*'],
  });
  expect(observed.checks.filter(({ outcome }) => outcome === 'skip')).toEqual([]);
  expect(observed.checks.map(({ id }) => id)).toEqual(expect.arrayContaining(gatewayIds));
  expect(observed.checks.filter(({ family }) => family === 'startup')).toEqual([]);
});

test('an interrupted run with --upstream releases its port', async () => {
  const port = await freePort();
  await using gateway = await startGateway(port, {
    answers: () => ({ status: 502, headers: [], body: Buffer.alloc(0) }),
  });
  const stop = new AbortController();
  const run = checkHostd({ url: gateway.url, upstream: `127.0.0.1:${port}`, signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(run).rejects.toThrow();
  const server = createServer();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  server.close();
});
