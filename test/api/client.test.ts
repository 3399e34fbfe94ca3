import { MockAgent, Response as UndiciResponse } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';
import { createClient, type ExecEvent, execEvents } from '../../src/client.ts';

const KEY = 'pk_test_0123456789abcdef';
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let hostd: Hostd;
let baseUrl: string;
beforeAll(async () => {
  hostd = await startHostd({
    env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEY },
    stdout: () => {},
    stderr: () => {},
  });
  baseUrl = `http://127.0.0.1:${hostd.address?.port}`;
});
afterAll(async () => {
  hostd.kill();
  await hostd.exited;
});

async function all(events: AsyncIterable<ExecEvent>): Promise<ExecEvent[]> {
  const found: ExecEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const body = (...chunks: string[]) => ({
  body: new UndiciResponse(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(Buffer.from(chunk, 'latin1'));
        controller.close();
      },
    }),
  ).body as ReadableStream<Uint8Array>,
});
const line = (type: string, data: unknown, seq: number) => `${JSON.stringify({ type, data, seq, ts: 1 })}\n`;

describe('createClient', () => {
  test('calls every operation', async () => {
    const client = createClient({ baseUrl, apiKey: KEY, traceparent: TRACE });
    expect((await client.GET('/v1/healthz', { parseAs: 'text' })).data).toBe('ok');
    const created = await client.POST('/v1/sandboxes');
    const id = created.data?.id ?? '';
    expect(created.data?.state).toBe('ready');

    const path = { id };
    const run = await client.POST('/v1/sandboxes/{id}/exec', {
      params: { path },
      body: { code: 'print(6*7)', language: 'python' },
      parseAs: 'stream',
    });
    expect(await all(execEvents(run.response))).toMatchObject([
      { type: 'stdout', data: '42' },
      { type: 'exit', data: 0 },
    ]);

    const forked = await client.POST('/v1/sandboxes/{id}/fork', { params: { path }, body: { n: 2 } });
    const [winner = '', loser = ''] = forked.data?.children ?? [];
    const merged = await client.POST('/v1/sandboxes/{parent}/merge_into/{winner}', {
      params: { path: { parent: id, winner } },
    });
    expect(merged.response.status).toBe(204);
    for (const gone of [id, loser])
      expect((await client.DELETE('/v1/sandboxes/{id}', { params: { path: { id: gone } } })).response.status).toBe(204);
  });

  test('returns a response that is not 2xx as an error, typed by its status', async () => {
    const { data, error, response } = await createClient({ baseUrl, apiKey: 'wrong' }).POST('/v1/sandboxes');
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: { error: 'invalid api key' },
      status: 401,
    });
    const keyless = await createClient({ baseUrl }).POST('/v1/sandboxes');
    expect(keyless.error).toEqual({ error: 'missing Authorization: Bearer <key>' });
  });

  test('rejects when there is no response', async () => {
    await expect(createClient({ baseUrl: 'http://127.0.0.1:1' }).POST('/v1/sandboxes')).rejects.toThrow();
  });

  test('sends both headers, through its dispatcher', async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    agent
      .get('http://hostd.test')
      .intercept({
        path: '/v1/sandboxes',
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, traceparent: TRACE },
      })
      .reply(200, { id: 'sbx_1', state: 'ready' }, { headers: { 'content-type': 'application/json' } });
    const client = createClient({ baseUrl: 'http://hostd.test', apiKey: KEY, traceparent: TRACE, dispatcher: agent });
    expect((await client.POST('/v1/sandboxes')).data).toEqual({ id: 'sbx_1', state: 'ready' });
    await agent.close();
  });
});

describe('execEvents', () => {
  test('joins lines that arrive in pieces, and accepts a last line without a line break', async () => {
    const text = Buffer.from(line('stdout', 'é', 0) + line('exit', 3, 1).trimEnd()).toString('latin1');
    const pieces = text.match(/[\s\S]{1,5}/g) ?? [];
    expect(await all(execEvents(body(...pieces)))).toEqual([
      { type: 'stdout', data: 'é', seq: 0, ts: 1 },
      { type: 'exit', data: 3, seq: 1, ts: 1 },
    ]);
  });

  test.each([
    ['a line that is not JSON', 'hello\n', /a line that is not an event: hello$/],
    ['a line of another shape', line('stdout', 42, 0), /a line that is not an event/],
    ['no exit event', line('stdout', 'a', 0), /ended without an exit event$/],
    ['nothing', '', /ended without an exit event$/],
  ])('throws at %s', async (_, text, message) => {
    await expect(all(execEvents(body(text)))).rejects.toThrow(message);
  });
});
