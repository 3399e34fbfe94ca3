// A hostd with the habits of a gateway: CORS before auth, early hints, rate-limit headers, UUIDs checked in the path.
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';

const KEEP_ALIVE_MS = 1000;
const GRACE_MS = 2000;
const LATE_MS = 250;
const BODY_LIMIT = 1 << 20;
const MAX_CHILDREN = 32;
const WARNING = '\n*** UNAUTHENTICATED ***\nEvery request is let through, keys or not.\n\n';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const { address, host, port, keys, disabled } = settings(process.env);
const { address: ip } = await lookup(host).catch(() => refuse(`PODFLARE_HOSTD_ADDR: cannot resolve ${host}`));
if (keys.length === 0 && !disabled && !/^127\.|^::1$/.test(ip)) {
  refuse(`no keys in PODFLARE_API_KEYS, and ${address} is open to others`);
}

function settings(env) {
  const { PODFLARE_HOSTD_ADDR: address = '127.0.0.1:7070' } = env;
  const [, host, port] = /^(\[[^[\]]+\]|[^:[\]]+):(\d{1,5})$/.exec(address) ?? [];
  if (!host) refuse(`PODFLARE_HOSTD_ADDR is not host:port: ${address}`);
  return {
    address,
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port),
    keys: (env.PODFLARE_API_KEYS ?? '').split(/\s*,\s*/).flatMap((key) => (key.trim() ? [Buffer.from(key)] : [])),
    disabled: /^(1|true|yes|on)$/i.test(env.PODFLARE_AUTH_DISABLED ?? ''),
  };
}

function refuse(reason) {
  process.stderr.write(`fatal: ${reason}\n`);
  process.exit(3);
}

/** Sandbox id to the commands it ran. */
const sandboxes = new Map();

function add(history) {
  const id = randomUUID();
  sandboxes.set(id, [...history]);
  return id;
}

class HttpError extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    Object.assign(this, { status, headers });
  }
}

function authenticate(header = '') {
  if (disabled || keys.length === 0) return;
  const [, token] = /^bearer +([^ ].*)$/i.exec(header) ?? [];
  if (!token) {
    throw new HttpError(401, 'missing Authorization: Bearer <key>', { 'WWW-Authenticate': 'Bearer realm="podflare"' });
  }
  const presented = Buffer.from(token, 'latin1');
  if (keys.some((key) => key.length === presented.length && timingSafeEqual(key, presented))) return;
  const challenge = 'Bearer realm="podflare", error="invalid_token"';
  throw new HttpError(401, 'invalid api key', { 'WWW-Authenticate': challenge });
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > BODY_LIMIT) throw new HttpError(413, 'payload too large');
  }
  let body = {};
  try {
    if (text) body = JSON.parse(text);
  } catch {
    throw new HttpError(400, 'request body: malformed JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(400, 'request body: expected an object');
  }
  return body;
}

function known(id) {
  const history = sandboxes.get(id);
  if (!history) throw new HttpError(404, `no sandbox with id ${id}`);
  return history;
}

const operations = new Map(
  Object.entries({
    'POST sandboxes': async (_ids, body) => {
      const { template = 'default', egress = true, persistent = false } = await body();
      if (typeof template !== 'string' || !template) throw new HttpError(400, 'template: expected a name');
      const created_at = new Date().toISOString();
      return { json: { created_at, id: add([]), template, egress, persistent, state: 'ready', region: 'local' } };
    },
    'DELETE sandboxes/:': ([id]) => {
      sandboxes.delete(id);
      return {};
    },
    'POST sandboxes/:/exec': async ([id], body) => {
      const { code, language = 'python' } = await body();
      if (typeof code !== 'string') throw new HttpError(400, 'code: expected a string');
      if (language !== 'python' && language !== 'bash') throw new HttpError(400, 'language: python or bash');
      const history = known(id);
      history.push(code);
      return { events: ['stdout', `run ${history.length}: ${code.length} characters`, 'exit', 0] };
    },
    'POST sandboxes/:/fork': async ([id], body) => {
      const { n = 1 } = await body();
      if (!Number.isSafeInteger(n) || n < 1 || n > MAX_CHILDREN) throw new HttpError(400, 'n: expected 1 to 32');
      const history = known(id);
      return { json: { parent: id, children: Array.from({ length: n }, () => add(history)) } };
    },
    'POST sandboxes/:/merge_into/:': ([parent, winner]) => {
      if (parent === winner) throw new HttpError(400, 'parent and winner are one');
      known(parent);
      sandboxes.set(parent, known(winner));
      sandboxes.delete(winner);
      return {};
    },
  }),
);

async function handle(request) {
  const path = request.url.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/s, '');
  if (path === '/v1/healthz') {
    if (request.method === 'GET' || request.method === 'HEAD')
      return { json: { uptime: process.uptime(), status: 'ok' } };
    throw new HttpError(405, 'method not allowed', { Allow: 'GET, HEAD, OPTIONS' });
  }
  authenticate(request.headers.authorization);
  const segments = path.split('/').slice(2);
  const name = segments.map((segment, at) => (at % 2 === 1 && segment ? ':' : segment)).join('/');
  const operation = path.startsWith('/v1/') && operations.get(`${request.method} ${name}`);
  if (!operation) throw new HttpError(404, 'unknown endpoint');
  const ids = segments.filter((_segment, at) => at % 2 === 1);
  if (!ids.every((each) => UUID.test(each))) throw new HttpError(400, 'path: sandbox ids are UUIDs');
  return operation(ids, () => bodyOf(request));
}

function decorate(request, response) {
  response.setHeader('Server', 'hostd-gateway/2.7 (edge)');
  response.setHeader('X-Request-Id', randomUUID());
  response.setHeader('RateLimit', '"default";r=4999;t=60');
  response.setHeader('X-RateLimit-Remaining', '4999');
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Vary', 'Origin');
}

async function respond(request, response) {
  decorate(request, response);
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE, OPTIONS');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, traceparent');
    response.writeHead(204).end();
    return;
  }
  try {
    const { json, events } = await handle(request);
    if (!json && !events) return response.writeHead(204).end();
    if (request.httpVersion === '1.1') response.writeEarlyHints({ link: '</openapi.yaml>; rel=service-desc' });
    response.writeHead(200, { 'Content-Type': json ? 'application/json' : 'application/x-ndjson; charset=utf-8' });
    if (json) return response.end(`${JSON.stringify(json)}\n`);
    for (let at = 0; at < events.length; at += 2) {
      const [type, data] = events.slice(at, at + 2);
      response.write(`${JSON.stringify({ ts: Date.now(), seq: at * 5, type, data })}\n\n`);
    }
    response.end();
  } catch (error) {
    const { status = 500, message, headers } = error;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(`${JSON.stringify({ error: status === 500 ? 'internal error' : message })}\n`);
  }
}

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, respond).listen(port, ip, () => {
  if (disabled) setTimeout(() => process.stdout.write(WARNING), LATE_MS);
});
server.once('error', ({ message }) => refuse(message));
await once(process, 'SIGTERM');
server.close();
setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
