/**
 * The reference for the mock: a minimal node:http server that sends the same bytes for GET /v1/healthz and
 * POST /v1/sandboxes. It has no router, journal, log or sandbox, and reads the body without validating it.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const authorization = `Bearer ${process.env.PODFLARE_API_KEYS}`;

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

const server = createServer((request, response) => {
  if (request.url === '/v1/healthz') return send(response, 200, 'text/plain; charset=utf-8', 'ok');
  if (request.headers.authorization !== authorization) {
    return send(response, 401, 'application/json', JSON.stringify({ error: 'invalid api key' }));
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const id = `sbx_${randomUUID().replaceAll('-', '')}`;
    send(response, 200, 'application/json', JSON.stringify({ id, state: 'ready' }));
  });
});

server.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
