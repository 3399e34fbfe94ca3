import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { controlDocument } from '../../mock/control/openapi.ts';
import { readFault } from '../../mock/faults/fault.ts';
import { faultKinds } from '../../mock/faults/registry.ts';
import type { Fault } from '../../mock/index.ts';
import { Field } from '../../mock/input/field.ts';
import { findingOf } from '../../mock/inspector/finding.ts';
import { type Client, mockAndClient, typeAndData, WAYS } from './client.ts';

const codeOf = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code;

describe.each(WAYS)('a fault by %s', (way) => {
  async function statuses(client: Client, count: number, path = '/v1/sandboxes'): Promise<number[]> {
    const all: number[] = [];
    for (let i = 0; i < count; i += 1) all.push((await client.fetch('POST', path)).status);
    return all;
  }

  test('hits the first n calls, with Retry-After, and then no more', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'answer', operation: 'createSandbox', status: 429, retryAfter: 2, times: 2 });
    const first = await client.fetch('POST', '/v1/sandboxes', { body: {} });
    expect([first.status, first.headers.get('retry-after'), await first.json()]).toEqual([
      ...[429, '2'],
      { error: 'too many requests' },
    ]);
    expect(await statuses(client, 3)).toEqual([429, 200, 200]);
    expect(mock.faults.pending).toEqual([]);
    expect(mock.sandboxes.list()).toHaveLength(2);
    expect(mock.journal.entries()[0]).toMatchObject({ status: 429, fault: 'answer', body: '{}' });
    expect(mock.journal.entries()[3]?.fault).toBeUndefined();
  });

  test.each([204, 205, 304])('answers %i without a body', async (status) => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'answer', status, headers: { 'X-Why': 'test' } });
    const response = await client.fetch('POST', '/v1/sandboxes');
    expect([response.status, response.headers.get('x-why'), await response.text()]).toEqual([status, 'test', '']);
    expect(response.headers.get('content-type')).toBeNull();
    expect(await statuses(client, 1)).toEqual([200]);
  });

  test('hits the nth call, and the operations that it names', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'answer', operation: ['createSandbox', 'forkSandbox'], status: 503, after: 2 });
    await client.fetch('GET', '/v1/healthz');
    expect(await statuses(client, 4)).toEqual([200, 200, 503, 200]);
  });

  test('of several the first that was added hits, and the others wait', async () => {
    const faults: Fault[] = [
      { does: 'answer', status: 500 },
      { does: 'answer', status: 502, error: 'bad gateway', headers: { 'x-why': 'test' } },
    ];
    const { mock, client } = await mockAndClient(way, { faults });
    mock.faults.add({ does: 'answer', status: 503, after: 1 });
    expect(await statuses(client, 5)).toEqual([500, 503, 502, 200, 200]);
    mock.reset('faults');
    expect(await statuses(client, 3)).toEqual([500, 502, 200]);
  });

  test('revokes a key after n calls', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'revoke', after: 2, times: 'always' });
    expect(await statuses(client, 2)).toEqual([200, 200]);
    const refused = await client.fetch('POST', '/v1/sandboxes');
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'invalid api key' }]);
    expect(await statuses(client, 2)).toEqual([401, 401]);
    expect(mock.journal.entries().at(-1)?.verdict).toBe('invalid');
  });

  test('does not hit who has no key', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'answer', status: 503 });
    expect((await client.fetch('POST', '/v1/sandboxes', { key: null })).status).toBe(401);
    expect(await statuses(client, 2)).toEqual([503, 200]);
  });

  test('delays, and the call is carried out', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'delay', delayMs: 1 });
    expect(await statuses(client, 1)).toEqual([200]);
    expect(mock.journal.entries()[0]).toMatchObject({ status: 200, fault: 'delay' });
  });

  test('delays one call only, and no longer than the mock lives', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'delay', operation: 'createSandbox', delayMs: 3_600_000 });
    const pending = client.fetch('POST', '/v1/sandboxes').catch((error: Error) => error);
    expect((await client.fetch('GET', '/v1/healthz')).status).toBe(200);
    expect(mock.journal.entries().map(({ operation }) => operation)).toEqual(['healthz']);
    await mock.close();
    await pending;
  });

  test.each([
    ['reset', 'ECONNRESET'],
    ['close', 'UND_ERR_SOCKET'],
  ] as const)('%s before the answer is a failed fetch', async (does, code) => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does, operation: 'createSandbox' });
    const error = await client.fetch('POST', '/v1/sandboxes').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(codeOf(error)).toBe(code);
    expect(mock.sandboxes.list()).toEqual([]);
    expect(mock.journal.entries()[0]).toMatchObject({ status: 0, fault: does });
    expect(await statuses(client, 1)).toEqual([200]);
  });

  test('stalls until the client gives up', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'stall' });
    const controller = new AbortController();
    const pending = client.fetch('POST', '/v1/sandboxes', { signal: controller.signal });
    await mock.journal.next({ after: 0 });
    controller.abort();
    await expect(pending).rejects.toThrow(/abort/i);
  });

  describe('in the middle of a stream', () => {
    const reply = { stdout: 'a\nb\nc' };

    async function read(response: Response): Promise<{ lines: string[]; error: unknown }> {
      let text = '';
      try {
        for await (const chunk of response.body ?? []) text += Buffer.from(chunk);
        return { lines: linesOf(text), error: undefined };
      } catch (error) {
        return { lines: linesOf(text), error };
      }
    }
    const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

    async function exec(fault: Fault, signal?: AbortSignal) {
      const { mock, client } = await mockAndClient(way, { script: [{ reply }] });
      mock.faults.add({ operation: 'execSandbox', ...fault });
      const id = await client.create();
      const init = { body: { code: 'x' }, ...(signal && { signal }) };
      const response = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, init);
      expect(response.status).toBe(200);
      return { response, client, id };
    }

    test.each([
      ['reset', 0, 'ECONNRESET'],
      ['reset', 2, 'ECONNRESET'],
      ['close', 0, 'UND_ERR_SOCKET'],
      ['close', 2, 'UND_ERR_SOCKET'],
    ] as const)('%s after %i lines', async (does, afterLines, code) => {
      const { response, client, id } = await exec({ does, afterLines });
      const { lines, error } = await read(response);
      expect(lines.map((line) => JSON.parse(line).data)).toEqual(['a', 'b'].slice(0, afterLines));
      expect(error).toMatchObject({ name: 'TypeError', message: 'terminated' });
      // A client that reads late sees the reset together with the lines, and mistakes it for a close.
      expect(way === 'server' ? [code, 'UND_ERR_SOCKET'] : [code]).toContain(codeOf(error));
      expect(typeAndData(await client.exec(id, 'x'))).toHaveLength(4);
    });

    test('stalls after a line, and the sandbox is free once the client is gone', async () => {
      const controller = new AbortController();
      const { response, client, id } = await exec({ does: 'stall', afterLines: 1 }, controller.signal);
      const reader = response.body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      expect(Buffer.from(value ?? []).toString()).toContain('"a"');
      const rest = reader?.read();
      controller.abort();
      await expect(rest).rejects.toThrow(/abort/i);
      expect(typeAndData(await client.exec(id, 'x'))).toHaveLength(4);
    });

    test.each([
      [0, 0],
      [2, 2],
      [99, 4],
    ])('a line that is no JSON after %i lines', async (afterLines, at) => {
      const { response } = await exec({ does: 'malform', afterLines });
      const { lines } = await read(response);
      expect(lines).toHaveLength(5);
      const broken = lines.flatMap((line, i) => (isJson(line) ? [] : [i]));
      expect(broken).toEqual([at]);
    });

    function isJson(text: string): boolean {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    }
  });

  test('cuts an answer that is no stream behind its head', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.faults.add({ does: 'close', afterLines: 0 });
    const response = await client.fetch('POST', '/v1/sandboxes');
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow('terminated');
  });
});

describe.each(Object.entries(faultKinds))('the kind of fault %s', (does, { doc, found, schema }) => {
  test('is in the schema of the control API, with its options', () => {
    const { Fault } = controlDocument.components.schemas;
    expect(Fault).toHaveProperty('properties.does.enum', expect.arrayContaining([does]));
    for (const option of Object.keys(schema)) expect(Fault).toHaveProperty(['properties', option]);
  });

  test('is in the documentation', () => {
    expect(readFileSync(new URL('../../docs/mock.md', import.meta.url), 'utf8')).toContain(`| \`${does}\` | ${doc} |`);
  });

  test('is explained by the inspector', () => {
    const entry = { number: 1, time: 0, method: 'GET', target: '/', rawHeaders: [], parameters: {}, status: 0 };
    const rest = { operation: undefined, verdict: undefined, body: undefined };
    expect(findingOf({ ...entry, ...rest, fault: does })).toEqual({ found });
  });

  test('has no option of another kind', () => {
    for (const option of ['status', 'error', 'retryAfter', 'headers', 'afterLines'].filter((name) => !(name in schema)))
      expect(() => readFault(new Field({ does, [option]: 1 }))).toThrow(`${option}: not allowed for "${does}"`);
  });
});

test('every file of the folder is a kind of fault', () => {
  const folder = new URL('../../mock/faults/kinds/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file !== 'index.ts');
  expect(Object.keys(faultKinds).map((name) => `${name}.ts`)).toEqual(files.sort());
});
