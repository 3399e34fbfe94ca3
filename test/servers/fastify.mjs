// A hostd on Fastify: the gate hangs on the matched route, error bodies are Fastify's own, logs are pino's.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import Fastify from 'fastify';

const app = Fastify({
  logger: {
    serializers: { req: ({ method, url }) => ({ method, path: /^(?:\w+:\/\/[^/?#]*)?([^?#]*)/.exec(url)[1] }) },
  },
  ajv: { customOptions: { coerceTypes: false } },
  routerOptions: { ignoreTrailingSlash: true },
  forceCloseConnections: true,
});

const address = process.env.PODFLARE_HOSTD_ADDR ?? '127.0.0.1:7070';
const digest = (key) => createHash('sha256').update(key, 'latin1').digest();
const digests = (process.env.PODFLARE_API_KEYS ?? '')
  .split(',')
  .flatMap((key) => (key.trim() ? [digest(Buffer.from(key.trim()))] : []));
const disabled = process.env.PODFLARE_AUTH_DISABLED === '1';

function listenOptions() {
  const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d+)$/i.exec(address) ?? [];
  if (port === undefined) throw new Error(`PODFLARE_HOSTD_ADDR wants host:port, not "${address}"`);
  const host = bracketed ?? plain;
  const loopback = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  if (digests.length === 0 && !loopback && !disabled) {
    throw new Error(`will not listen on ${address} with PODFLARE_API_KEYS unset`);
  }
  return { host, port: Number(port) };
}

// The router decodes percent-escapes, so a gate that compared URLs would read another path than the router does.
app.addHook('onRequest', async (request, reply) => {
  if (disabled || digests.length === 0 || request.routeOptions.config?.open) return;
  const token = /^bearer +(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'missing Authorization: Bearer <key>' });
  }
  const presented = digest(token);
  if (!digests.some((known) => timingSafeEqual(known, presented))) {
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer error="invalid_token"')
      .send({ error: 'invalid api key' });
  }
});

// SDKs declare JSON on requests that have no body; Fastify's own parser refuses those.
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
  if (text === '') return done(null, undefined);
  try {
    done(null, JSON.parse(text));
  } catch {
    done(badRequest('the body is not JSON'));
  }
});

function badRequest(message) {
  return Object.assign(new Error(message), { statusCode: 400 });
}

const sandboxes = new Set();

function create() {
  const id = randomBytes(15).toString('base64url');
  sandboxes.add(id);
  return id;
}

function lookUp(...ids) {
  if (ids.every((id) => sandboxes.has(id))) return;
  throw Object.assign(new Error('there is no such sandbox'), { statusCode: 404 });
}

/** Echoes the program, line by line; no state is kept between two runs. */
async function* echo(code) {
  let seq = 0;
  const event = (type, data) => `${JSON.stringify({ seq: seq++, ts: Date.now(), type, data })}\n`;
  for (const line of code.split('\n')) {
    await new Promise(setImmediate);
    yield event('stdout', line);
  }
  yield event('exit', 0);
}

app.route({
  method: ['GET', 'HEAD'],
  url: '/v1/healthz',
  config: { open: true },
  handler: async (_request, reply) => reply.type('application/json').send('"ok"'),
});
app.route({
  method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  url: '/v1/healthz',
  config: { open: true },
  handler: async (_request, reply) =>
    reply.code(405).header('allow', 'GET, HEAD').send({ error: 'Method Not Allowed' }),
});

const object = (properties, required = []) => ({ type: ['object', 'null'], properties, required });

app.post('/v1/sandboxes', { schema: { body: object({ template: { type: 'string', minLength: 1 } }) } }, async () => ({
  state: 'ready',
  id: create(),
}));
app.delete('/v1/sandboxes/:id', async ({ params: { id } }, reply) => {
  lookUp(id);
  sandboxes.delete(id);
  return reply.code(204).send();
});
app.post(
  '/v1/sandboxes/:id/exec',
  { schema: { body: object({ code: { type: 'string' }, language: { enum: ['python', 'bash'] } }, ['code']) } },
  async ({ params: { id }, body }, reply) => {
    lookUp(id);
    if (!body) throw badRequest('body must have required property "code"');
    return reply.type('application/x-ndjson').send(Readable.from(echo(body.code)));
  },
);
app.post(
  '/v1/sandboxes/:id/fork',
  { schema: { body: object({ n: { type: 'integer', minimum: 1, maximum: 32, default: 1 } }) } },
  async ({ params: { id }, body }) => {
    lookUp(id);
    return { children: Array.from({ length: body?.n ?? 1 }, create) };
  },
);
app.post('/v1/sandboxes/:parent/merge_into/:winner', async ({ params: { parent, winner } }, reply) => {
  if (parent === winner) throw badRequest('parent and winner must differ');
  lookUp(parent, winner);
  sandboxes.delete(winner);
  return reply.code(204).send();
});

app.setNotFoundHandler((_request, reply) =>
  reply.code(404).send({ statusCode: 404, error: 'Not Found', message: 'no such route' }),
);

try {
  const options = listenOptions();
  if (disabled) app.log.warn('auth is off by PODFLARE_AUTH_DISABLED: every caller may run code');
  await app.listen(options);
} catch (error) {
  app.log.fatal(error.message);
  process.exit(1);
}
process.once('SIGTERM', () => app.close());
