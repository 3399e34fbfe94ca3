import { type IncomingHttpHeaders, request } from 'node:http';
import SwaggerParser from '@apidevtools/swagger-parser';
import { describe, expect, onTestFinished, test } from 'vitest';
import { controlDocument } from '../../mock/control/openapi.ts';
import { routes } from '../../mock/control/routes.ts';
import { createMock, type Mock, type MockOptions } from '../../mock/index.ts';
import { ENCODINGS } from '../support/encodings.ts';
import { clientOf, typeAndData } from './client.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

/** Sends a request with exactly these headers to the control API. */
function ask(
  mock: Mock,
  method: string,
  path: string,
  { body, headers = {}, target = `/__mock/${path}` }: { body?: unknown; headers?: object; target?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(mock.url);
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const all = { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: target, headers: all, agent: false }, async (response) => {
      let received = '';
      for await (const chunk of response) received += chunk;
      const isJson = response.headers['content-type'] === 'application/json';
      const json = isJson ? JSON.parse(received) : undefined;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received, json });
    });
    outgoing.on('error', reject).end(text);
  });
}

async function serve(options: MockOptions = {}) {
  const mock = createMock(options);
  onTestFinished(() => mock.close());
  await mock.listen({ control: true });
  return { mock, client: clientOf(mock, 'server') };
}

describe('the control API', () => {
  test('is disabled by default, and not part of hostd', async () => {
    const mock = createMock();
    onTestFinished(() => mock.close());
    await mock.listen();
    expect(await ask(mock, 'GET', 'info')).toMatchObject({ status: 404, json: { error: 'no such route' } });
    const { mock: controlled } = await serve();
    await ask(controlled, 'GET', 'info');
    expect(controlled.journal.count).toBe(0);
  });

  test('describes itself at its root', async () => {
    const { mock } = await serve();
    const { json, headers } = await ask(mock, 'GET', 'info');
    expect(json).toMatchObject({ contract: { version: '2026-11' }, mode: 'enforced', keys: 1 });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('describes all of itself, and nothing else, as valid OpenAPI', async () => {
    const { mock } = await serve();
    const { json } = await ask(mock, 'GET', 'openapi.json');
    expect(json).toEqual(JSON.parse(JSON.stringify(controlDocument)));
    const described = Object.entries(controlDocument.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.slice(1)}`),
    );
    expect(described.sort()).toEqual(Object.keys(routes).sort());
    await SwaggerParser.validate(structuredClone(json) as Parameters<typeof SwaggerParser.validate>[0]);
  });

  test('shows the journal without keys', async () => {
    const { mock, client } = await serve();
    await client.create();
    await client.fetch('POST', `/v1/sandboxes?key=${mock.key}`, { body: { template: mock.key }, key: 'pk_unknown' });
    const { json, text } = await ask(mock, 'GET', 'journal');
    expect(json).toMatchObject({
      ...{ count: 2, last: 2, cap: 1_000 },
      entries: [
        { number: 1, method: 'POST', target: '/v1/sandboxes', status: 200, verdict: 'accepted' },
        { number: 2, target: '/v1/sandboxes?key=<key 1>', status: 401, verdict: 'invalid' },
      ],
    });
    expect(text).toContain('"Bearer <key 1>"');
    expect(text).toContain('"Bearer <redacted>"');
    expect(text).not.toContain(mock.key);
    expect(text).not.toContain('pk_unknown');
    const { text: filtered } = await ask(mock, 'GET', 'journal?operation=createSandbox&status=401&limit=1');
    expect(JSON.parse(filtered).entries.map(({ number }: { number: number }) => number)).toEqual([2]);
    expect((await ask(mock, 'DELETE', 'journal')).status).toBe(204);
    expect(mock.journal.count).toBe(0);
  });

  test('waits for a request', async () => {
    const { mock, client } = await serve();
    await client.create();
    const known = await ask(mock, 'GET', 'journal/next?after=0');
    expect(known.json).toMatchObject({ number: 1 });
    const next = ask(mock, 'GET', 'journal/next?operation=destroySandbox&after=1');
    await client.fetch('DELETE', '/v1/sandboxes/sbx_1');
    expect((await next).json).toMatchObject({ number: 2, status: 404, parameters: { id: 'sbx_1' } });
    const none = await ask(mock, 'GET', 'journal/next?timeoutMs=1');
    expect([none.status, none.json]).toEqual([404, { error: 'no request arrived within 1 ms; nothing arrived' }]);
  });

  test('takes a script', async () => {
    const { mock, client } = await serve();
    const rules = [
      { code: 'a', reply: 'by text' },
      { contains: '(b)', reply: { stderr: 'by part', exitCode: 1 } },
      { pattern: '^C', flags: 'i', language: 'bash', times: 1, reply: { steps: [{ stdout: 'x', delayMs: 1 }] } },
    ];
    expect((await ask(mock, 'POST', 'script', { body: rules.slice(0, 2) })).status).toBe(204);
    expect((await ask(mock, 'POST', 'script', { body: rules[2] })).status).toBe(204);
    const id = await client.create();
    expect(typeAndData(await client.exec(id, 'a'))[0]).toEqual(['stdout', 'by text']);
    expect(typeAndData(await client.exec(id, 'a (b)'))).toEqual([
      ['stderr', 'by part'],
      ['exit', 1],
    ]);
    expect(typeAndData(await client.exec(id, 'c', 'bash'))[0]).toEqual(['stdout', 'x']);
    expect((await ask(mock, 'GET', 'script')).json).toEqual({
      rules: [rules[0], { pattern: '\\(b\\)', reply: rules[1]?.reply }, rules[2]],
    });
    await ask(mock, 'DELETE', 'script');
    expect((await ask(mock, 'GET', 'script')).json).toEqual({ rules: [] });
  });

  test('takes faults', async () => {
    const { mock, client } = await serve();
    const fault = { does: 'answer', operation: 'createSandbox', status: 429, retryAfter: 1 };
    await ask(mock, 'POST', 'faults', { body: [fault, { does: 'revoke', times: 'always' }] });
    expect((await ask(mock, 'GET', 'faults')).json).toEqual({ faults: [fault, { does: 'revoke', times: 'always' }] });
    const statuses = [await client.fetch('POST', '/v1/sandboxes'), await client.fetch('POST', '/v1/sandboxes')];
    expect(statuses.map(({ status }) => status)).toEqual([429, 401]);
    await ask(mock, 'DELETE', 'faults');
    expect((await client.fetch('POST', '/v1/sandboxes')).status).toBe(200);
  });

  test('adds and revokes keys', async () => {
    const { mock, client } = await serve();
    const { status, json } = await ask(mock, 'POST', 'keys', { body: {} });
    const { key } = json as { key: string };
    expect([status, (await client.fetch('POST', '/v1/sandboxes', { key })).status]).toEqual([201, 200]);
    await ask(mock, 'POST', 'keys', { body: { key: 'pk_given' } });
    expect((await client.fetch('POST', '/v1/sandboxes', { key: 'pk_given' })).status).toBe(200);
    expect((await ask(mock, 'POST', 'keys/revoke', { body: { key } })).status).toBe(204);
    expect((await ask(mock, 'POST', 'keys/revoke', { body: { key } })).status).toBe(404);
    expect((await client.fetch('POST', '/v1/sandboxes', { key })).status).toBe(401);
    const { text } = await ask(mock, 'GET', 'journal');
    expect(text).not.toMatch(new RegExp(`${key}|pk_given`));
  });

  test('sets back parts and shows sandboxes', async () => {
    const { mock, client } = await serve();
    const id = await client.create();
    expect((await ask(mock, 'GET', 'sandboxes')).json).toEqual({ sandboxes: [{ id }] });
    mock.keys.add('pk_more');
    const reset = (parts: unknown) => ask(mock, 'POST', 'reset', { body: { parts } });
    expect((await reset(['journal', 'keys'])).status).toBe(204);
    expect([mock.journal.count, mock.keys.list(), mock.sandboxes.list()]).toEqual([0, [mock.key], [{ id }]]);
    expect((await reset(['sandboxes'])).status).toBe(204);
    expect(mock.sandboxes.list()).toEqual([]);
    expect((await reset(['all'])).json).toEqual({
      error: 'parts[0]: expected one of sandboxes, journal, script, faults, keys, got "all"',
    });
    await client.create();
    expect((await ask(mock, 'DELETE', 'sandboxes')).status).toBe(204);
    expect(mock.sandboxes.list()).toEqual([]);
  });

  test('keeps namespaces apart', async () => {
    const { mock, client } = await serve();
    const { json } = await ask(mock, 'POST', 'namespaces', { body: {} });
    const { key } = json as { key: string };
    const headers = { authorization: `Bearer ${key}` };
    await client.create();
    await clientOf(mock, 'server', key).create();
    await ask(mock, 'POST', 'faults', { headers, body: { does: 'answer', status: 503 } });
    expect((await client.fetch('POST', '/v1/sandboxes')).status).toBe(200);
    expect((await client.fetch('POST', '/v1/sandboxes', { key })).status).toBe(503);
    expect((await ask(mock, 'GET', 'journal', { headers })).json).toMatchObject({ count: 2 });
    expect((await ask(mock, 'GET', 'journal')).json).toMatchObject({ count: 2 });
    const unknown = await ask(mock, 'GET', 'journal', { headers: { authorization: 'Bearer other' } });
    expect(unknown).toMatchObject({ status: 404, json: { error: expect.stringContaining('no namespace') } });
    expect((await ask(mock, 'DELETE', 'namespaces', { headers })).status).toBe(204);
    expect((await client.fetch('POST', '/v1/sandboxes', { key })).status).toBe(401);
  });

  test('tells of all namespaces together, in order and without their keys', async () => {
    const { mock, client } = await serve({ keys: ['pk_first_0123456789'] });
    await client.create();
    const { json } = await ask(mock, 'POST', 'namespaces', { body: { key: 'pk_space_0123456789' } });
    expect(json).toEqual({ key: 'pk_space_0123456789', label: '<key 2>' });
    const inside = clientOf(mock, 'server', 'pk_space_0123456789');
    await inside.create();
    await client.fetch('GET', '/v1/healthz', { key: null });

    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const { signal } = controller;
    const follow = async (after: number) =>
      sent(await fetch(`${mock.url}/__mock/events?namespaces=all&after=${after}`, { signal }));
    const events = await follow(1);
    const summary = async (stream: typeof events) => {
      const { id, data } = (await stream.next()).value ?? {};
      const { number, operation, namespace } = data as Readonly<Record<string, unknown>>;
      return [id, number, operation, namespace];
    };
    await events.next();
    expect(await summary(events)).toEqual(['2', 1, 'createSandbox', '<key 2>']);
    expect(await summary(events)).toEqual(['3', 2, 'healthz', undefined]);
    mock.namespace('pk_later_0123456789');
    await clientOf(mock, 'server', 'pk_later_0123456789').create();
    expect(await summary(events)).toEqual(['4', 1, 'createSandbox', '<key 3>']);

    const { json: exist } = await ask(mock, 'GET', 'sandboxes?namespaces=all');
    const { sandboxes } = exist as { sandboxes: readonly { namespace?: string }[] };
    expect(sandboxes.map(({ namespace }) => namespace)).toEqual([undefined, '<key 2>', '<key 3>']);
    expect((await ask(mock, 'GET', 'sandboxes')).json).toMatchObject({ sandboxes: [{ id: expect.any(String) }] });

    const headers = { authorization: 'Bearer pk_space_0123456789' };
    await ask(mock, 'DELETE', 'namespaces', { headers: { authorization: 'Bearer pk_later_0123456789' } });
    await ask(mock, 'DELETE', 'journal', { headers });
    const again = await follow(0);
    await again.next();
    expect([await summary(again), await summary(again), await summary(again)].map(([id]) => id)).toEqual([
      '1',
      '3',
      '4',
    ]);
    await inside.create();
    expect((await ask(mock, 'DELETE', 'journal?namespaces=all')).status).toBe(204);
    expect((await ask(mock, 'GET', 'journal', { headers })).json).toMatchObject({ count: 0 });
    await client.create();
    const last = await follow(0);
    await last.next();
    expect(await summary(last)).toEqual(['6', 3, 'createSandbox', undefined]);
    const wrong = await ask(mock, 'GET', 'sandboxes?namespaces=some');
    expect(wrong).toMatchObject({ status: 400, json: { error: expect.stringContaining('namespaces') } });
  });

  test('sends the journal as events, and from where one has seen it', async () => {
    const { mock, client } = await serve();
    await client.create();
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const signal = controller.signal;
    const response = await fetch(`${mock.url}/__mock/events`, { headers: { 'last-event-id': '0' }, signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = sent(response);
    expect(await events.next()).toMatchObject({ value: { event: 'info', data: { url: mock.url, cap: 1_000 } } });
    expect(await events.next()).toMatchObject({
      value: { id: '1', event: 'request', data: { operation: 'createSandbox' } },
    });
    await client.fetch('GET', '/v1/healthz');
    expect(await events.next()).toMatchObject({ value: { id: '2', data: { operation: 'healthz' } } });
  });

  test('sends all that is kept to a reader who is slower than the requests, each once', async () => {
    const { mock, client } = await serve();
    const id = await client.create();
    const large = () =>
      client
        .fetch('POST', `/v1/sandboxes/${id}/exec`, { body: { code: `# ${'x'.repeat(60_000)}` } })
        .then((r) => r.text());
    for (let i = 0; i < 150; i += 1) await large();
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const response = await fetch(`${mock.url}/__mock/events?after=0`, { signal: controller.signal });
    for (let i = 0; i < 10; i += 1) await large();
    const ids: string[] = [];
    for await (const { id: number, event } of sent(response)) {
      if (event === 'request') ids.push(number ?? '');
      if (ids.length === 161) break;
    }
    expect(ids).toEqual(Array.from({ length: 161 }, (_, i) => String(i + 1)));
  });

  test('begins anew for a reader who has seen more than there was: it saw another run', async () => {
    const { mock, client } = await serve();
    await client.create();
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const { signal } = controller;
    const events = sent(await fetch(`${mock.url}/__mock/events`, { headers: { 'last-event-id': '7' }, signal }));
    expect((await events.next()).value).toMatchObject({ event: 'info', data: { run: expect.any(String) } });
    expect((await events.next()).value).toMatchObject({ id: '1' });
  });
});

async function* sent(response: Response) {
  let text = '';
  for await (const chunk of response.body ?? []) {
    const parts = (text + Buffer.from(chunk)).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s)));
      if ('data' in fields) yield { id: fields.id, event: fields.event, data: JSON.parse(fields.data) };
    }
  }
}

describe('wrong input to the control API', () => {
  test.each([
    ['script', '{', /^the input: not valid JSON: /],
    ['script', 1, 'the input: expected an object, got 1'],
    ['script', undefined, 'the input: missing; expected an object'],
    ['script', {}, 'reply: missing; expected an object'],
    ['script', { reply: 'x', cod: 'y' }, /^cod: unknown member; expected one of code, contains, pattern/],
    ['script', { reply: 'x', code: 'y', contains: 'z' }, 'the input: use only one of code, contains and pattern'],
    ['script', { reply: 'x', pattern: '(' }, /^pattern: Invalid regular expression/],
    ['script', { reply: 'x', code: 'y', flags: 'i' }, 'flags: only allowed with pattern'],
    ['script', [{ reply: 'x' }, { reply: 42 }], '[1].reply: expected a string, got a number; put it in quotes'],
    ['script', { reply: { exitCode: 1.5 } }, 'reply.exitCode: expected a whole number from -255 to 255, got 1.5'],
    ['script', { reply: { steps: [{ stdout: 1 }] } }, 'reply.steps[0].stdout: expected a string, got 1'],
    ['script', { reply: 'x', language: 'ruby' }, 'language: expected one of python, bash, got "ruby"'],
    ['faults', {}, 'does: missing; expected one of answer, close, delay, malform, reset, revoke, stall'],
    ['faults', { does: 'answer' }, 'status: missing; expected a whole number from 200 to 599'],
    ['faults', { does: 'answer', status: 101 }, 'status: expected a whole number from 200 to 599, got 101'],
    ['faults', { does: 'reset', status: 500 }, 'status: not allowed for "reset"'],
    ['faults', { does: 'reset', operation: 'exec' }, /^operation: expected one of healthz, createSandbox/],
    ['faults', { does: 'reset', times: 'often' }, /^times: expected a whole number/],
    ['faults', '['.repeat(50_000) + ']'.repeat(50_000), /^\[0\]: expected an object, got a list/],
    ['faults', { does: 'answer', status: 503, headers: { 'a b': 'c' } }, 'headers.a b: not a valid HTTP header name'],
    ['faults', { does: 'answer', status: 503, headers: { a: 'b\n' } }, /^headers\.a: not a valid HTTP header value/],
    ['faults', { does: 'answer', status: 503, retryAfter: '\u2028' }, /^retryAfter: not a valid HTTP header value/],
    ['faults', { does: 'answer', status: 204, error: 'x' }, 'error: not allowed, because a 204 response has no body'],
    ['keys', { key: 'a b' }, /^a key is one or more characters/],
    ['keys/revoke', {}, 'key: missing; expected a string'],
  ])('of POST %s, example %#, is refused', async (path, body, error) => {
    const { mock } = await serve();
    const { status, json } = await ask(mock, 'POST', path, { body });
    expect(status).toBe(400);
    const { error: said } = json as { error: string };
    if (typeof error === 'string') expect(said).toBe(error);
    else expect(said).toMatch(error);
  });

  test.each([
    ['GET', 'journal?verdct=x', 400, /^verdct: unknown parameter/],
    ['GET', 'journal?status=x', 400, /^status: expected a whole number/],
    ['GET', 'journal?verdict=x', 400, /^verdict: expected one of/],
    ['GET', 'journal/next?timeoutMs=2147483648', 400, /^timeoutMs: expected a whole number from 0 to 3600000/],
    ['GET', 'nothing', 404, 'unknown path /__mock/nothing; see /__mock/openapi.json'],
    ['PUT', 'journal', 405, 'method not allowed; use GET journal or DELETE journal'],
  ])('%s %s', async (method, path, status, error) => {
    const { mock } = await serve();
    const answer = await ask(mock, method, path);
    expect([answer.status, (answer.json as { error: string }).error]).toEqual([
      status,
      typeof error === 'string' ? error : expect.stringMatching(error),
    ]);
  });
});

describe('access to the control API', () => {
  test.each([
    ['a name that resolves to this machine', { host: 'evil.example' }],
    ['a name with a loopback address in it', { host: '127.0.0.1.evil.example' }],
    ['another address', { host: '192.0.2.1' }],
    ['an empty name', { host: ':7070' }],
    ['a page of another origin', { origin: 'http://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['a form or an image of another site', { 'sec-fetch-site': 'cross-site' }],
    ['another page of the same site', { 'sec-fetch-site': 'same-site' }],
    ['whoever comes through a proxy', { 'x-forwarded-for': '192.0.2.1' }],
    ['whoever comes through a proxy that says so', { via: '1.1 proxy' }],
    ['a form, which cannot say application/json', { 'content-type': 'text/plain' }],
  ])('is refused for %s', async (_, headers) => {
    const { mock } = await serve();
    const answer = await ask(mock, 'POST', 'keys', { headers, body: { key: 'pk_stolen' } });
    expect(answer.status).toBe(403);
    expect(mock.keys.list()).toEqual([mock.key]);
  });

  test.each([
    ['localhost', { host: 'localhost:1' }],
    ['an address of the loopback net', { host: '127.9.9.9' }],
    ['IPv6', { host: '[::1]:7070' }],
    ['its own page', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('is allowed for %s', async (_, headers) => {
    const { mock } = await serve();
    expect((await ask(mock, 'GET', 'info', { headers })).status).toBe(200);
    const origin = `http://${'host' in headers ? headers.host : new URL(mock.url).host}`;
    expect((await ask(mock, 'POST', 'keys', { headers: { ...headers, origin }, body: {} })).status).toBe(201);
  });

  test.each([
    '/v1/../__mock/info',
    '//__mock/info',
    '/%5f_mock/info',
    '/__MOCK/info',
    'http://h/__mock/info',
    '/__mock',
  ])('is not possible by the path %s, which belongs to hostd', async (target) => {
    const { mock } = await serve();
    const { status } = await ask(mock, 'GET', '', { target });
    expect([401, 404]).toContain(status);
    expect(mock.journal.count).toBe(1);
  });
});

describe('a key outside the Authorization header', () => {
  test.each(Object.entries(ENCODINGS))(
    '%s is redacted in the journal, its errors, its events and the log',
    async (_, encode) => {
      const key = 'pk_Ab/c+D_9f4E7b1C2a';
      const log: string[] = [];
      const { mock } = await serve({ keys: [key], log: (text) => log.push(text) });
      const encoded = encode(key);
      const inUrl = encoded.replace(/[^!"$-;=?-~]/g, encodeURIComponent);
      const authorization = `Bearer ${key}`;
      for (const target of [
        `/v1/sandboxes/${inUrl.replaceAll('/', '%2F')}`,
        `/v1/sandboxes/x?api_key=${inUrl}`,
        `/v1/${inUrl}`,
      ])
        await ask(mock, 'DELETE', '', { target, headers: { authorization } });
      await ask(mock, 'POST', '', {
        target: '/v1/sandboxes',
        body: { env: { LEAK: encoded } },
        headers: { authorization },
      });
      const journal = await ask(mock, 'GET', 'journal');
      const missed = await ask(mock, 'GET', 'journal/next?after=0&method=PATCH&timeoutMs=1');
      expect(missed).toMatchObject({ status: 404, json: { error: expect.stringContaining('<key 1') } });
      expect(log.join('')).toContain('<key 1');
      for (const text of [journal.text, missed.text, log.join('')]) {
        expect(text).not.toContain(key);
        for (const form of [encoded, inUrl, inUrl.replaceAll('/', '%2F')]) {
          expect(text).not.toContain(form.slice(4, 24));
          expect(text).not.toContain(JSON.stringify(form).slice(5, 25));
        }
      }
    },
  );
});
