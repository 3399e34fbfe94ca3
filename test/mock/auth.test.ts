import { describe, expect, test } from 'vitest';
import { operationById, operations, pathOf, unauthorizedText } from '../../src/contract/contract.ts';
import { KEY, oneConnection, send, start } from './support.ts';

const create = { method: 'POST', target: '/v1/sandboxes' };
const guarded = operations.filter((operation) => !operation.exempt);

describe('a request without a key', () => {
  test.each(guarded.map((operation) => [operation.id]))('%s is refused', async (id) => {
    const { port } = await start();
    const operation = operationById(id);
    const request = { method: operation.method, target: pathOf(operation), body: operation.body && '{}' };
    const { status, json, headers } = await send(port, { ...request, key: null } as typeof create);
    expect([status, json]).toEqual([401, { error: unauthorizedText.missing }]);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['www-authenticate']).toBe('Bearer');
    const wrong = await send(port, { ...request, key: 'wrong' } as typeof create);
    expect([wrong.status, wrong.json]).toEqual([401, { error: unauthorizedText.invalid }]);
  });

  test.each([
    ['POST', '/v1/nothing'],
    ['PUT', '/v1/sandboxes'],
    ['OPTIONS', '/v1/sandboxes'],
    ['HEAD', '/v1/sandboxes'],
    ['TRACE', '/v1/sandboxes'],
    ['GET', '/v1/'],
  ])('%s %s is refused before it is routed', async (method, target) => {
    const { port } = await start();
    expect((await send(port, { method, target, key: null })).status).toBe(401);
  });

  test('a malformed body is not looked at', async () => {
    const { port } = await start();
    const headers = ['content-type', 'text/plain'];
    expect((await send(port, { ...create, headers, body: '{', key: null })).status).toBe(401);
  });

  test('an unread body leaves the connection usable', async () => {
    const { port } = await start();
    const agent = oneConnection();
    const refused = await send(port, { ...create, body: 'x'.repeat(1_048_576), key: null, agent });
    expect(refused.status).toBe(401);
    const next = await send(port, { ...create, agent });
    expect([next.status, next.reused]).toEqual([200, true]);
  });

  test('a verdict is not remembered by the connection', async () => {
    const { port } = await start();
    const agent = oneConnection();
    const statuses: number[] = [];
    for (const key of [KEY, null, KEY, 'wrong']) statuses.push((await send(port, { ...create, key, agent })).status);
    expect(statuses).toEqual([200, 401, 200, 401]);
  });
});

describe('the Authorization header', () => {
  test.each([
    ['Bearer', unauthorizedText.missing],
    ['', unauthorizedText.missing],
    [KEY, unauthorizedText.missing],
    [`Basic ${KEY}`, unauthorizedText.missing],
    [`Bearer${KEY}`, unauthorizedText.missing],
    [`Bearer\t${KEY}`, unauthorizedText.missing],
    [`Bearer ${KEY.slice(0, -1)}`, unauthorizedText.invalid],
    [`Bearer ${KEY}x`, unauthorizedText.invalid],
    [`Bearer ${KEY.toUpperCase()}`, unauthorizedText.invalid],
    [`Bearer "${KEY}"`, unauthorizedText.invalid],
    [`Bearer ${KEY},pk_second`, unauthorizedText.invalid],
    [`Bearer bad, ${KEY}`, unauthorizedText.invalid],
    [`Bearer ${'x'.repeat(8_000)}`, unauthorizedText.invalid],
    ['Bearer \u00e9', unauthorizedText.invalid],
  ])('%j is refused', async (authorization, error) => {
    const { port } = await start({ PODFLARE_API_KEYS: `${KEY},pk_second` });
    const { status, json } = await send(port, { ...create, key: null, headers: ['authorization', authorization] });
    expect([status, json]).toEqual([401, { error }]);
  });

  test.each([`bearer ${KEY}`, `BEARER ${KEY}`, `Bearer   ${KEY}`, `Bearer ${KEY} `])(
    '%j is accepted',
    async (value) => {
      const { port } = await start();
      expect((await send(port, { ...create, key: null, headers: ['AUTHORIZATION', value] })).status).toBe(200);
    },
  );

  test('two Authorization lines are no key, in either order', async () => {
    const { port } = await start();
    const right = ['authorization', `Bearer ${KEY}`];
    const wrong = ['authorization', 'Bearer wrong'];
    for (const headers of [
      [...right, ...wrong],
      [...wrong, ...right],
      [...wrong, ...wrong],
    ]) {
      expect((await send(port, { ...create, key: null, headers })).status).toBe(401);
    }
  });

  test('every configured key is accepted', async () => {
    const keys = Array.from({ length: 50 }, (_, i) => `pk_${i}_key`);
    const { port } = await start({ PODFLARE_API_KEYS: keys.join(' , ') });
    const answers = await Promise.all(keys.map((key) => send(port, { ...create, key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await send(port, { ...create, key: keys.join(',') })).status).toBe(401);
  });

  test('a key with characters outside ASCII is compared by its bytes', async () => {
    const { port } = await start({ PODFLARE_API_KEYS: 'pk_\u00e9' });
    expect((await send(port, { ...create, key: Buffer.from('pk_\u00e9').toString('latin1') })).status).toBe(200);
  });
});

describe('healthz', () => {
  test.each([null, KEY, 'wrong'])('responds ok with key %s', async (key) => {
    const { port } = await start();
    const { status, text, headers } = await send(port, { key });
    expect([status, text, headers['content-type']]).toEqual([200, 'ok', 'text/plain; charset=utf-8']);
  });

  test.each([['Basic eDp5'], ['garbage'], ['']])('ignores Authorization %j', async (value) => {
    const { port } = await start();
    expect((await send(port, { key: null, headers: ['authorization', value] })).status).toBe(200);
  });

  test('other methods are not allowed, without a key too', async () => {
    const { port } = await start();
    const { status, headers } = await send(port, { method: 'POST', key: null });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    const head = await send(port, { method: 'HEAD', key: null });
    expect([head.status, head.text]).toEqual([200, '']);
  });
});
