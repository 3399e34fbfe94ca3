import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { findMutant } from '../../mock/mutants.ts';
import { clientOf, mockAndClient, typeAndData, WAYS } from './client.ts';

describe.each(WAYS)('a mock by %s', (way) => {
  test('serves every operation', async () => {
    const { mock, client } = await mockAndClient(way);
    const id = await client.create();
    expect(typeAndData(await client.exec(id, 'x = 6 * 7\nprint(x)'))).toEqual([
      ['stdout', '42'],
      ['exit', 0],
    ]);
    const forked = await client.fetch('POST', `/v1/sandboxes/${id}/fork`, { body: { n: 2 } });
    const { children } = (await forked.json()) as { children: string[] };
    const [first = '', second = ''] = children;
    expect(mock.sandboxes.list()).toEqual([{ id }, { id: first, parent: id }, { id: second, parent: id }]);
    expect((await client.fetch('POST', `/v1/sandboxes/${id}/merge_into/${first}`)).status).toBe(204);
    expect((await client.fetch('DELETE', `/v1/sandboxes/${second}`)).status).toBe(204);
    expect((await client.fetch('DELETE', `/v1/sandboxes/${id}`)).status).toBe(204);
    expect(mock.sandboxes.list()).toEqual([]);
    expect(await (await client.fetch('GET', '/v1/healthz', { key: null })).text()).toBe('ok');
  });

  test('keeps the contract of keys', async () => {
    const { mock, client } = await mockAndClient(way);
    const create = (key: string | null) => client.fetch('POST', '/v1/sandboxes', { key });
    const answers = [await create(null), await create('wrong')];
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]))).toEqual([
      [401, { error: 'missing Authorization: Bearer <key>' }],
      [401, { error: 'invalid api key' }],
    ]);
    expect((await create(mock.keys.add('pk_second'))).status).toBe(200);
    expect(mock.keys.revoke('pk_second')).toBe(true);
    expect(mock.keys.revoke('pk_second')).toBe(false);
    expect((await create('pk_second')).status).toBe(401);
    mock.keys.revoke(mock.key);
    expect((await create(mock.key)).status).toBe(401);
    expect((await create(null)).status).toBe(401);
    mock.reset('keys');
    expect((await create(mock.key)).status).toBe(200);
  });

  test('requires no key with auth: false', async () => {
    const { client } = await mockAndClient(way, { auth: false });
    expect((await client.fetch('POST', '/v1/sandboxes', { key: null })).status).toBe(200);
  });

  test('has a defect when it is told so', async () => {
    const mutant = findMutant('no-gate');
    const { client } = await mockAndClient(way, { mutant });
    expect((await client.fetch('POST', '/v1/sandboxes', { key: null })).status).toBe(200);
  });

  test('records what arrived', async () => {
    const { mock, client } = await mockAndClient(way, { journalCap: 2 });
    const next = mock.journal.next({ operation: 'createSandbox' });
    await client.fetch('GET', '/v1/healthz?x=1');
    await client.fetch('POST', '/v1/sandboxes', { body: { template: 'default' } });
    const entry = await next;
    expect(entry).toMatchObject({ method: 'POST', target: '/v1/sandboxes', status: 200, verdict: 'accepted' });
    expect(entry.headers).toMatchObject({
      authorization: `Bearer ${mock.key}`,
      'content-type': 'application/json',
      'content-length': '22',
    });
    expect(entry.json).toEqual({ template: 'default' });
    await client.create();
    expect(mock.journal.entries().map(({ number }) => number)).toEqual([2, 3]);
    expect(mock.journal.count).toBe(3);
  });

  test('is set back in parts', async () => {
    const { mock, client } = await mockAndClient(way);
    const id = await client.create();
    mock.script.on('print(1)', 'scripted');
    mock.faults.add({ does: 'answer', status: 503, operation: 'destroySandbox', times: 'always' });
    mock.reset('journal');
    expect(mock.journal.count).toBe(0);
    expect(typeAndData(await client.exec(id, 'print(1)'))[0]).toEqual(['stdout', 'scripted']);
    mock.reset('script');
    expect(typeAndData(await client.exec(id, 'print(1)'))[0]).toEqual(['stdout', '1']);
    expect((await client.fetch('DELETE', `/v1/sandboxes/${id}`)).status).toBe(503);
    mock.reset('faults');
    mock.reset('sandboxes');
    expect(mock.sandboxes.list()).toEqual([]);
    expect((await client.fetch('DELETE', `/v1/sandboxes/${id}`)).status).toBe(404);
    mock.reset('sandboxes', 'journal', 'script', 'faults', 'keys');
  });

  test('has no state but its own', async () => {
    const one = await mockAndClient(way);
    const other = await mockAndClient(way);
    const id = await one.client.create();
    expect(other.mock.sandboxes.list()).toEqual([]);
    expect((await other.client.fetch('DELETE', `/v1/sandboxes/${id}`)).status).toBe(404);
    expect((await other.client.fetch('POST', '/v1/sandboxes', { key: one.mock.key })).status).toBe(401);
    expect(one.mock.journal.count).toBe(1);
  });

  test('keeps namespaces apart by their keys', async () => {
    const { mock, client } = await mockAndClient(way);
    using a = mock.namespace();
    const b = mock.namespace('pk_of_b');
    const [clientA, clientB] = [clientOf(mock, way, a.key), clientOf(mock, way, b.key)];
    const [id] = await Promise.all([clientA.create(), clientB.create(), client.create()]);
    expect([a, b, mock].map(({ sandboxes }) => sandboxes.list().length)).toEqual([1, 1, 1]);
    expect((await clientB.fetch('DELETE', `/v1/sandboxes/${id}`)).status).toBe(404);
    a.script.on('print(1)', 'of a');
    a.faults.add({ does: 'answer', status: 503, operation: 'createSandbox' });
    expect(typeAndData(await clientA.exec(id, 'print(1)'))[0]).toEqual(['stdout', 'of a']);
    expect((await clientB.fetch('POST', '/v1/sandboxes')).status).toBe(200);
    expect((await clientA.fetch('POST', '/v1/sandboxes')).status).toBe(503);
    expect([a, b, mock].map(({ journal }) => journal.count)).toEqual([3, 3, 1]);
    a.reset('journal', 'sandboxes');
    expect([a, b].map(({ journal, sandboxes }) => [journal.count, sandboxes.list().length])).toEqual([
      [0, 0],
      [3, 2],
    ]);
    b.end();
    expect((await clientB.fetch('POST', '/v1/sandboxes')).status).toBe(401);
  });
});

describe('listening', () => {
  test('is on a free port of 127.0.0.1, until it is closed', async () => {
    await using mock = createMock();
    expect(() => mock.url).toThrow('the mock is not listening; call listen() first');
    const url = await mock.listen();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(mock.url).toBe(url);
    await expect(mock.listen()).rejects.toThrow('the mock is already listening; call listen() only once');
    await mock.close();
    await expect(fetch(`${url}/v1/healthz`)).rejects.toThrow();
    await mock.close();
    expect(await mock.listen()).toMatch(/^http:/);
  });

  test('sets no time for an idle connection, and is closed in spite of one', async () => {
    const mock = createMock();
    const { headers } = await fetch(`${await mock.listen()}/v1/healthz`);
    expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', null]);
    await mock.close();
  });

  test('ends with its block, and what is under way ends with it', async () => {
    let busy: Promise<unknown> | undefined;
    {
      await using mock = createMock();
      await mock.listen();
      mock.faults.add({ does: 'stall' });
      busy = clientOf(mock, 'server')
        .create()
        .catch((error: Error) => error.message);
      await mock.journal.next({ after: 0 });
    }
    expect(await busy).toBe('fetch failed');
  });

  test('says where it cannot', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    await using mock = createMock();
    await expect(mock.listen({ port })).rejects.toThrow('EADDRINUSE');
    expect(await mock.listen()).toMatch(/^http:/);
  });

  test('is on loopback only without keys, and with the control API', async () => {
    await using open = createMock({ auth: false });
    await expect(open.listen({ host: '0.0.0.0' })).rejects.toThrow('it would be open to the network');
    await using guarded = createMock();
    await expect(guarded.listen({ host: '0.0.0.0', control: true })).rejects.toThrow('use a loopback address');
    expect(await guarded.listen({ host: '0.0.0.0' })).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  });

  test('writes a log where it is told to', async () => {
    const lines: string[] = [];
    const { client } = await mockAndClient('fetch', { log: (line) => lines.push(line) });
    await client.create();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('method=POST path=/v1/sandboxes');
  });
});
