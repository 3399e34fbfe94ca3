import { expect, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import type { Exchange } from '../../src/http/client.ts';
import { repeat } from '../../src/run/repeat.ts';

const ID = 'sbx_0123456789abcdef0123456789abcdef';

/** An exchange. Only the request line and the body of the response matter. */
function exchange(method: string, target: string, answer: object = {}): Exchange {
  const body = Buffer.from(JSON.stringify(answer));
  return {
    request: { method, target, headers: [] },
    sent: Buffer.alloc(0),
    response: {
      ...{ version: '1.1', status: 200, statusText: 'OK', headers: [], trailers: [], body },
      ...{ truncated: false, spreadMs: 0, interim: [] },
    },
    ...{ retries: 0, turn: 1, startedAt: 0, durationMs: 0 },
  };
}

const line = (...exchanges: Exchange[]) => repeat(exchanges, 'http://127.0.0.1:1', new Secrets());

test('the repeat command starts with the earlier requests about the sandbox', () => {
  const other = exchange('GET', '/v1/healthz');
  const text = line(exchange('POST', '/v1/sandboxes', { id: ID }), other, exchange('DELETE', `/v1/sandboxes/${ID}`));
  expect(text?.match(/curl/g)).toHaveLength(2);
  expect(text).toMatch(/SANDBOX_1=.*; curl .*\/v1\/sandboxes\/"\$SANDBOX_1"$/);
  expect(text).not.toContain(ID);
});

test.each([ID.slice(0, -1), ID.toUpperCase()])('there is no repeat command for an altered id: %s', (altered) => {
  const made = exchange('POST', '/v1/sandboxes', { id: ID });
  expect(line(made, exchange('DELETE', `/v1/sandboxes/${altered}`))).toBeUndefined();
});

test.each(['1', 'abc-def'])('an id of another form, %s, does not prevent a repeat command', (id) => {
  const made = exchange('POST', '/v1/sandboxes', { id });
  expect(line(made, exchange('GET', '/v1/healthz'))).toMatch(/^curl .*\/v1\/healthz$/);
});
