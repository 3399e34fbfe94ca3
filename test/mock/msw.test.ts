import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMock, type Mock } from '../../mock/index.ts';
import { createHandlers } from '../../mock/msw.ts';
import { clientOf, typeAndData } from './client.ts';
import { eventsOf } from './support.ts';

const KEYS = ['pk_msw_0123456789abcdef', 'pk_msw_second_0123456789'];
const BASE = 'http://hostd.example';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterAll(() => server.close());

function intercept(): Mock {
  const mock = createMock({ keys: KEYS });
  server.resetHandlers(...createHandlers(mock, BASE));
  onTestFinished(() => server.resetHandlers());
  return mock;
}

const call = (mock: Mock, method: string, path: string, body?: object) =>
  fetch(`${BASE}${path}`, {
    method,
    headers: { authorization: `Bearer ${mock.key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

describe('msw in node', () => {
  test('serves what a client fetches', async () => {
    const mock = intercept();
    const { id } = (await (await call(mock, 'POST', '/v1/sandboxes')).json()) as { id: string };
    const run = await call(mock, 'POST', `/v1/sandboxes/${id}/exec`, { code: 'print(6*7)' });
    expect(typeAndData(eventsOf(await run.text()))).toEqual([
      ['stdout', '42'],
      ['exit', 0],
    ]);
    expect((await call(mock, 'DELETE', `/v1/sandboxes/${id}`)).status).toBe(204);
    expect((await fetch(`${BASE}/v1/sandboxes`, { method: 'POST' })).status).toBe(401);
    expect(mock.journal.entries().map(({ status }) => status)).toEqual([200, 200, 204, 401]);
    expect(mock.journal.entries()[0]?.headers.authorization).toBe(`Bearer ${mock.key}`);
  });

  test('leaves other origins alone', async () => {
    intercept();
    const other = createMock({ keys: KEYS });
    onTestFinished(() => other.close());
    await other.listen();
    await clientOf(other, 'server').create();
    expect(other.journal.count).toBe(1);
  });

  test('fails as a network does, and in the middle of a stream', async () => {
    const mock = intercept();
    mock.faults.add({ does: 'reset' });
    await expect(call(mock, 'POST', '/v1/sandboxes')).rejects.toThrow('Failed to fetch');
    mock.script.add({ reply: 'a\nb' });
    const { id } = (await (await call(mock, 'POST', '/v1/sandboxes')).json()) as { id: string };
    mock.faults.add({ does: 'close', afterLines: 1 });
    const run = await call(mock, 'POST', `/v1/sandboxes/${id}/exec`, { code: 'x' });
    await expect(run.text()).rejects.toThrow('terminated');
    mock.faults.add({ does: 'answer', status: 429, retryAfter: 3 });
    expect((await call(mock, 'POST', '/v1/sandboxes')).headers.get('retry-after')).toBe('3');
  });

  test('streams line by line', async () => {
    const mock = intercept();
    mock.script.add({ reply: { steps: [{ stdout: 'now' }, { stdout: 'never', delayMs: 3_600_000 }] } });
    const { id } = (await (await call(mock, 'POST', '/v1/sandboxes')).json()) as { id: string };
    const run = await call(mock, 'POST', `/v1/sandboxes/${id}/exec`, { code: 'x' });
    const reader = run.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toContain('"now"');
    void reader?.cancel(); // With msw 2.15 the promise settles only once another copy of the body is collected as garbage.
  });
});

test('says how to get msw when it is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'podflare-msw-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  await copyFile(join(dist, 'msw.browser.js'), join(folder, 'msw.mjs'));
  const { stderr } = await promisify(execFile)(process.execPath, [join(folder, 'msw.mjs')]).then(
    () => ({ stderr: '' }),
    (error: { stderr: string }) => error,
  );
  expect(stderr).toContain(
    'Error: podflare-conformance/msw requires the package msw: run npm install --save-dev msw@2',
  );
});
