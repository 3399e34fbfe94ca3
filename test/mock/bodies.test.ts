import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { BODIES_LIMIT, BODY_LIMIT, bytesHeld } from '../../mock/server/body.ts';
import { KEY, send, start } from './support.ts';

const PART = Buffer.alloc(BODY_LIMIT - 1_048_576, ' ');
const ENOUGH = Math.ceil(BODIES_LIMIT / PART.length);

/** Sends a request whose body never ends. */
function begin(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.write(
    `POST /v1/sandboxes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${BODY_LIMIT}\r\n\r\n`,
  );
  socket.write(PART);
  return socket;
}

test('request bodies in progress share a limit: the request that exceeds it gets 503', async () => {
  const { port } = await start();
  const sockets = Array.from({ length: ENOUGH }, () => begin(port));
  const [answer] = await Promise.race(sockets.map((socket) => once(socket, 'data')));
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /);
  expect(String(answer)).toMatch(/\r\nretry-after: 1\r\n/i);
  expect(String(answer)).toContain('{"error":"the bodies of requests in progress exceed 64 MiB; retry later"}');
  expect(bytesHeld()).toBeLessThanOrEqual(BODIES_LIMIT);

  for (const socket of sockets) socket.destroy();
  await expect.poll(bytesHeld).toBe(0);
  expect((await send(port, { method: 'POST', target: '/v1/sandboxes', body: {} })).status).toBe(200);
});

test.each([
  ['that is served', {}, KEY, 200],
  ['without a key', {}, null, 401],
  ['with too large a body', 'x'.repeat(BODY_LIMIT + 1), KEY, 413],
  ['whose body is not JSON', 'x', KEY, 400],
])('the mock keeps nothing of a request %s after its response', async (_, body, key, status) => {
  const { port } = await start();
  const answer = await send(port, { method: 'POST', target: '/v1/sandboxes', body, key });
  expect(answer.status).toBe(status);
  await expect.poll(bytesHeld).toBe(0);
});
