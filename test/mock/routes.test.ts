import { describe, expect, test } from 'vitest';
import { targetPath } from '../../mock/core/router.ts';
import { create, oneConnection, send, start } from './support.ts';

const create_ = { method: 'POST', target: '/v1/sandboxes' };

/** Targets that some servers normalise to another path. The mock compares them byte for byte. */
const disguised = [
  '/v1/healthzX',
  '/v1/healthz/sandboxes',
  '/v1/sandboxes/healthz',
  '/v1/healthz/../sandboxes',
  '/v1/healthz/%2e%2e/sandboxes',
  '/v1/healthz/..%2fsandboxes',
  '/v1/healthz%252f%252e%252e%252fsandboxes',
  '/v1/%73andboxes',
  '/v1//sandboxes',
  '/v1/sandboxes/',
  '/v1/SANDBOXES',
  '/v1/healthz;/../sandboxes',
  '/v1/healthz/..;/sandboxes',
  '/v1/sandboxes;healthz',
  '/v1/sandboxes#/v1/healthz',
  '/v1/sandboxes%00',
];

describe('paths', () => {
  test.each(disguised)('%s is 401 without a key and 404 with one', async (target) => {
    const { port } = await start();
    expect((await send(port, { method: 'POST', target, key: null })).status).toBe(401);
    const { status, json } = await send(port, { method: 'POST', target });
    expect([404, 405]).toContain(status);
    expect(json).toEqual({ error: expect.any(String) });
  });

  test.each(['/', '/v1', '/x', '//v1/sandboxes', '/V1/sandboxes', '/%761/sandboxes', '/v1\\sandboxes', '*'])(
    '%s is outside the API',
    async (target) => {
      const { port } = await start();
      const method = target === '*' ? 'OPTIONS' : 'POST';
      const { status, json, headers } = await send(port, { method, target, key: null });
      expect([status, json]).toEqual([404, { error: 'no such route' }]);
      expect(headers['content-type']).toBe('application/json');
    },
  );

  test('a query is no part of the path', async () => {
    const { port } = await start();
    const target = '/v1/sandboxes?/v1/healthz';
    expect((await send(port, { method: 'POST', target, key: null })).status).toBe(401);
    expect((await send(port, { method: 'POST', target })).status).toBe(200);
    expect((await send(port, { target: '/v1/healthz?x=1', key: null })).status).toBe(200);
  });

  test('an absolute target is taken without its authority', async () => {
    const { port } = await start();
    const target = 'http://elsewhere.example/v1/sandboxes';
    expect((await send(port, { method: 'POST', target, key: null })).status).toBe(401);
    expect((await send(port, { method: 'POST', target })).status).toBe(200);
    expect((await send(port, { target: 'HTTP://x/v1/healthz', key: null })).status).toBe(200);
  });

  test.each([
    ['/a?b/c?d', '/a'],
    ['http://h', '/'],
    ['http://h?x', '/'],
    ['https://u:p@h:1/a/../b', '/a/../b'],
    ['ftp://h/a', 'ftp://h/a'],
    ['*', '*'],
  ])('the path of %s', (target, path) => {
    expect(targetPath(target)).toBe(path);
  });
});

describe('methods', () => {
  test.each([
    ['GET', '/v1/sandboxes', 'POST'],
    ['HEAD', '/v1/sandboxes', 'POST'],
    ['OPTIONS', '/v1/sandboxes/x/exec', 'POST'],
    ['POST', '/v1/sandboxes/x', 'DELETE'],
  ])('%s %s allows %s', async (method, target, allow) => {
    const { port } = await start();
    const { status, headers } = await send(port, { method, target });
    expect([status, headers.allow]).toEqual([405, allow]);
  });

  test('headers that would override the method or the path are not read', async () => {
    const { port } = await start();
    const headers = ['x-http-method-override', 'GET', 'x-original-url', '/v1/healthz', 'x-forwarded-for', '127.0.0.1'];
    expect((await send(port, { ...create_, headers, key: null })).status).toBe(401);
    expect((await send(port, { ...create_, headers })).status).toBe(200);
  });

  test('a request to upgrade is an ordinary one', async () => {
    const { port } = await start();
    const headers = ['connection', 'upgrade', 'upgrade', 'websocket'];
    expect((await send(port, { ...create_, headers, key: null })).status).toBe(401);
  });
});

describe('bodies', () => {
  const json = ['content-type', 'application/json'];

  test.each([
    ['{', json],
    ['[]', json],
    ['"x"', json],
    ['{"template":1}', json],
    ['{"template":""}', json],
    ['{}', ['content-type', 'text/plain']],
  ])('create refuses %s as %s', async (body, headers) => {
    const { port } = await start();
    const answer = await send(port, { ...create_, body, headers });
    expect([answer.status, answer.json]).toEqual([400, { error: expect.any(String) }]);
  });

  test.each([
    [undefined, []],
    ['', json],
    ['{}', []],
    ['{}', ['content-type', 'application/json; charset=utf-8']],
    ['{}', ['Content-Type', 'Application/JSON']],
    ['{"template":"default","egress":false,"persistent":true,"unknown":[]}', json],
  ])('create accepts %s as %s', async (body, headers) => {
    const { port } = await start();
    const answer = await send(port, { ...create_, ...(body !== undefined && { body }), headers });
    expect(answer.json).toEqual({ id: expect.stringMatching(/^sbx_[0-9a-f]{32}$/), state: 'ready' });
    expect(answer.status).toBe(200);
  });

  test.each(['{}', '{"code":1}', '{"code":"x","language":""}', '{"code":"x","language":"ruby"}', ''])(
    'exec refuses %s',
    async (body) => {
      const { port } = await start();
      const target = `/v1/sandboxes/${await create(port)}/exec`;
      expect((await send(port, { method: 'POST', target, body, headers: json })).status).toBe(400);
    },
  );

  test('a body above the limit is 413 and leaves the connection usable', async () => {
    const { port } = await start();
    const agent = oneConnection();
    const answer = await send(port, { ...create_, body: `"${'x'.repeat(10_485_760)}"`, headers: json, agent });
    expect(answer.status).toBe(413);
    const next = await send(port, { ...create_, agent });
    expect([next.status, next.reused]).toEqual([200, true]);
  });
});
