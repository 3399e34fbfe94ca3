import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import createOpenapiClient from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import type { paths } from '../../src/client.ts';
import { execEvents } from '../../src/client.ts';
import { mockAndClient } from './client.ts';

const authorized = (key: string) => ({ authorization: `Bearer ${key}` });

describe('the injected fetch', () => {
  test('takes a URL, a text, a path and a Request', async () => {
    const { mock } = await mockAndClient('fetch');
    const url = 'https://api.podflare.ai/v1/healthz?x=1';
    for (const input of [`${url}#part`, new URL(url), '/v1/healthz?x=1', new Request(url)]) {
      const response = await mock.fetch(input);
      const sent = input === '/v1/healthz?x=1' ? `http://127.0.0.1:7070${input}` : url;
      expect([response.status, await response.text(), response.url]).toEqual([200, 'ok', sent]);
    }
    expect(mock.journal.entries().map(({ target }) => target)).toEqual(Array(4).fill('/v1/healthz?x=1'));
    expect(mock.journal.entries().map(({ headers }) => headers.host)).toEqual([
      ...['api.podflare.ai', 'api.podflare.ai', '127.0.0.1:7070', 'api.podflare.ai'],
    ]);
  });

  test.each([
    ['text', '{"template":"x"}'],
    ['bytes', new TextEncoder().encode('{"template":"x"}')],
    ['a buffer', new TextEncoder().encode('{"template":"x"}').buffer],
    ['a blob', new Blob(['{"template":"x"}'])],
    ['a stream', new Blob(['{"template":"x"}']).stream()],
  ])('sends a body of %s', async (_, body) => {
    const { mock } = await mockAndClient('fetch');
    const headers = { ...authorized(mock.key), 'content-type': 'application/json' };
    const response = await mock.fetch('/v1/sandboxes', { method: 'post', headers, body, duplex: 'half' });
    expect(response.status).toBe(200);
    expect(mock.journal.entries()[0]).toMatchObject({ method: 'POST', body: '{"template":"x"}' });
  });

  test('takes what a client has put into a Request, and what is changed of it', async () => {
    const { mock } = await mockAndClient('fetch');
    const headers = { ...authorized(mock.key), 'content-type': 'application/json' };
    const request = new Request('http://h/v1/sandboxes', { method: 'POST', headers, body: '{}' });
    expect((await mock.fetch(request.clone())).status).toBe(200);
    expect((await mock.fetch(request, { headers: authorized('wrong') })).status).toBe(401);
  });

  test.each([
    [{ 'X-One': '1' }, ['X-One', '1']],
    [[['X-One', '1']] as [string, string][], ['X-One', '1']],
    [new Headers({ 'X-One': '1' }), ['x-one', '1']],
  ])('sends headers of %j', async (headers, raw) => {
    const { mock } = await mockAndClient('fetch');
    await mock.fetch('/v1/healthz', { headers });
    expect(mock.journal.entries()[0]?.rawHeaders).toEqual(['host', '127.0.0.1:7070', ...raw]);
  });

  test('says the content type of a text as every fetch does, so that a client that forgets its own is seen', async () => {
    const { mock } = await mockAndClient('fetch');
    const response = await mock.fetch('/v1/sandboxes', { method: 'POST', headers: authorized(mock.key), body: '{}' });
    expect(response.status).toBe(400);
    expect(mock.journal.entries()[0]?.headers['content-type']).toBe('text/plain;charset=UTF-8');
  });

  test('answers without a body where HTTP has none', async () => {
    const { mock } = await mockAndClient('fetch');
    const head = await mock.fetch('/v1/healthz', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, null]);
  });

  test('a signal that is aborted already sends nothing', async () => {
    const { mock } = await mockAndClient('fetch');
    await expect(mock.fetch('/v1/healthz', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(mock.journal.count).toBe(0);
  });

  test('a shared signal keeps no listeners of responses that have ended', async () => {
    const { mock, client } = await mockAndClient('fetch');
    const id = await client.create();
    const { signal } = new AbortController();
    const exec = () => client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body: { code: 'print(1)' }, signal });
    await (await exec()).text();
    await (await exec()).body?.cancel();
    mock.faults.add({ does: 'reset', afterLines: 1 });
    await expect(exec().then((response) => response.text())).rejects.toThrow('terminated');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('a signal shared by many requests has one listener, and aborts them all', async () => {
    const { mock, client } = await mockAndClient('fetch');
    const id = await client.create();
    const gone = new AbortController();
    const init = { body: { code: 'print(1)' }, signal: gone.signal };
    const pending = Array.from({ length: 20 }, () => client.fetch('POST', `/v1/sandboxes/${id}/exec`, init));
    expect(getEventListeners(gone.signal, 'abort').length).toBeLessThanOrEqual(1);
    const responses = await Promise.all(pending);
    expect(getEventListeners(gone.signal, 'abort')).toHaveLength(1);
    gone.abort();
    const outcomes = await Promise.allSettled(responses.map((response) => response.text()));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
    expect(getEventListeners(gone.signal, 'abort')).toEqual([]);
    expect(mock.journal.count).toBe(21);
  });

  test('a stream that no one reads does not block the sandbox', async () => {
    const { mock, client } = await mockAndClient('fetch');
    const id = await client.create();
    await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body: { code: 'print(1)' } });
    expect(await client.exec(id, 'print(2)')).toHaveLength(2);
    expect(mock.journal.count).toBe(3);
  });

  test('serves the generated client', async () => {
    const { mock } = await mockAndClient('fetch');
    const client = createOpenapiClient<paths>({
      ...{ baseUrl: 'http://hostd', headers: authorized(mock.key), fetch: mock.fetch },
    });
    const { data } = await client.POST('/v1/sandboxes', { body: {} });
    const params = { path: { id: data?.id ?? '' } };
    const { response } = await client.POST('/v1/sandboxes/{id}/exec', {
      ...{ params, body: { code: 'print(6*7)', language: 'python' }, parseAs: 'stream' },
    });
    const events: unknown[] = [];
    for await (const event of execEvents(response)) events.push(event.data);
    expect(events).toEqual(['42', 0]);
  });

  test('is the only part that touches the global fetch, Request and Response', async () => {
    const module = fileURLToPath(new URL('../../dist/mock.js', import.meta.url));
    const program = `
      for (const name of ['fetch', 'Request', 'Response', 'Headers'])
        Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' is touched'); } });
      const { createMock } = await import(${JSON.stringify(module)});
      const { get } = await import('node:http');
      const mock = createMock();
      const url = await mock.listen();
      const { statusCode } = await new Promise((resolve) => get(url + '/v1/healthz', resolve));
      await mock.close();
      console.log(statusCode, await mock.fetch('/v1/healthz').catch(({ message }) => message));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toBe('200 Response is touched\n');
  });
});

test('an abort at the time of the response is not missed, for a stalled response and for a stream', async () => {
  const { mock, client } = await mockAndClient('fetch');
  const id = await client.create();
  const terminal = await client.fetch('POST', `/v1/sandboxes/${id}/pty`, { body: { shellCmd: 'sleep 3600' } });
  const created = terminal.body?.getReader();
  const first = Buffer.from((await created?.read())?.value ?? '').toString();
  const { session_id: pty } = JSON.parse(first) as { session_id: string };
  const aborted = async (method: string, path: string) => {
    const controller = new AbortController();
    const stop = mock.journal.onEntry(() => controller.abort());
    const answer = client.fetch(method, path, { signal: controller.signal });
    await expect(answer.then((response) => response.text())).rejects.toThrow(/abort/i);
    stop();
  };
  await aborted('GET', `/v1/sandboxes/${id}/pty/${pty}/attach`);
  mock.faults.add({ does: 'stall' });
  await aborted('POST', '/v1/sandboxes');
  await created?.cancel();
});
