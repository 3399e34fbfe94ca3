// A correct hostd with a habit: `--habit NAME`. Each habit was once mistaken for a defect.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createConnectionServer, isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';

const { values } = parseArgs({ options: { habit: { type: 'string', default: '' } } });
const has = (habit) => values.habit === habit;

const { PODFLARE_HOSTD_ADDR: address = '127.0.0.1:7070', PODFLARE_API_KEYS: list = '' } = process.env;
const disabled = process.env.PODFLARE_AUTH_DISABLED === '1';
const [, ipv6, name, port] = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(address) ?? [];
const host = ipv6 ?? name;
const trimmed = has('literal-entries') ? list.split(',') : list.split(',').map((entry) => entry.trim());
const keys = trimmed.filter((entry) => entry !== '');

const late = [];
function say(line) {
  if (has('no-output')) return;
  if (has('buffered-output')) late.push(line);
  else console.log(line);
}

function refuse(reason) {
  say(`ERROR ${reason}`);
  process.exit(has('refusal-exits-0') ? 0 : 1);
}

if (port === undefined || host === '' || Number(port) > 65_535) refuse(`no address: ${address}`);
if (has('no-ipv6') && isIPv6(host)) refuse(`only IPv4 addresses can be bound: ${address}`);
/** An empty list is a list: nobody has a key of it. */
const closed = has('empty-list-closed') && process.env.PODFLARE_API_KEYS !== undefined && keys.length === 0;
const loopback = host === '::1' || host === 'localhost' || /^127(\.\d+){3}$/.test(host);
if (keys.length === 0 && !closed && !disabled && !loopback) refuse('PODFLARE_API_KEYS is not set');

/** Holds a Unix socket under the name of the command that started it, so that a second one cannot. */
async function lock() {
  const name = `hostd-${createHash('sha256')
    .update(`${process.ppid} ${import.meta.url}`)
    .digest('hex')
    .slice(0, 16)}`;
  const holder = createConnectionServer().unref();
  await once(holder.listen(`\0${name}`), 'listening').catch(() => refuse('another hostd is running'));
}
if (has('one-on-a-machine')) await lock();

const WARNINGS = {
  'access-control-off': 'WARN access control is OFF',
  'enforcement-bypassed': '[W] enforcement is bypassed!!',
  'gate-off': 'level=warning msg="the gate is off"',
  'coloured-output':
    '\x1b[2m2026-11-28T06:00:00Z\x1b[0m \x1b[33m WARN\x1b[0m \x1b[2mhostd\x1b[0m\x1b[2m:\x1b[0m no key is asked for',
  'terse-warning': 'mode: permissive',
  'chinese-warning': '警告：任何人都可以运行代码',
  'red-warning': '\x1b[31mno key is asked for\x1b[0m',
  'yellow-block': '\x1b[1;33m\n  no key is asked for\n\x1b[0m',
};
const warning = WARNINGS[values.habit] ?? 'WARN auth is disabled: whoever reaches this server can run code';

const routes = [
  ['POST', /^\/v1\/sandboxes$/, create],
  ['DELETE', /^\/v1\/sandboxes\/([^/]+)$/, destroy],
  ['POST', /^\/v1\/sandboxes\/([^/]+)\/exec$/, exec],
  ['POST', /^\/v1\/sandboxes\/([^/]+)\/fork$/, fork],
  ['POST', /^\/v1\/sandboxes\/([^/]+)\/merge_into\/([^/]+)$/, merge],
];
const sandboxes = new Set();
const json = (status, value) => ({ status, type: 'application/json', body: JSON.stringify(value) });
const error = (status, text) => json(status, { error: text, ...(has('fresh-members') && fresh()) });
const fresh = () => ({ request_id: randomUUID(), nonce: randomBytes(9).toString('base64'), at: process.hrtime()[1] });
const missing = () => error(404, 'sandbox not found');
/** The response of some frameworks to everything that they do not find. */
const notFound = (path) => json(404, { day: new Date().toDateString(), status: 404, error: 'Not Found', path });

function create() {
  const id = `sbx_${randomUUID()}`;
  sandboxes.add(id);
  return json(200, { id, state: 'ready', created_at: new Date().toISOString() });
}

function destroy([id]) {
  return sandboxes.delete(id) ? { status: 204 } : missing();
}

function exec([id]) {
  if (!sandboxes.has(id)) return missing();
  const events = [
    { type: 'stdout', ts: Date.now(), seq: 0, data: 'done' },
    { type: 'exit', ts: Date.now(), seq: 1, data: 0 },
  ];
  return {
    status: 200,
    type: 'application/x-ndjson',
    body: events.map((each) => `${JSON.stringify(each)}\n`).join(''),
  };
}

function fork([id]) {
  if (!sandboxes.has(id)) return missing();
  return json(200, { parent: id, children: [JSON.parse(create().body).id] });
}

function merge([parent, winner]) {
  if (!sandboxes.has(parent) || !sandboxes.delete(winner)) return missing();
  return { status: 204 };
}

/** Some parsers cache the header lines of a connection, and ignore case when they compare them. */
const seen = new WeakMap();
function authorizationOf({ socket, headers }) {
  const value = headers.authorization ?? '';
  if (!has('folds-header-case')) return value;
  const cached = seen.get(socket);
  if (cached?.toLowerCase() === value.toLowerCase()) return cached;
  if (value !== '') seen.set(socket, value);
  return value;
}

function refusal(request) {
  if (disabled || (keys.length === 0 && !closed)) return undefined;
  const [, token] = /^bearer +(\S.*)$/i.exec(authorizationOf(request)) ?? [];
  if (token === undefined) return error(401, 'missing Authorization: Bearer <key>');
  const malformed = has('malformed-token-400') && !/^[\w\-.~+/]+=*$/.test(token);
  if (malformed) return error(400, 'malformed token');
  if (has('long-token-413') && token.length >= 8_192) return error(413, 'the token is too long');
  return keys.includes(token) ? undefined : error(401, 'invalid api key');
}

function routeOf(method, path) {
  const known = routes.filter(([, pattern]) => pattern.test(path));
  const [, pattern, handler] = known.find(([each]) => each === method) ?? [];
  if (handler) return () => handler(pattern.exec(path).slice(1));
  return known.length > 0 ? error(405, 'method not allowed') : error(404, 'no such route');
}

function answerTo(request) {
  if (has('limits-body') && Number(request.headers['content-length']) > 65_536) return error(413, 'too large');
  const path = request.url.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/s, '');
  if (path === '/v1/healthz' && request.method === 'GET')
    return has('health-204') ? { status: 204 } : { status: 200, type: 'text/plain', body: 'ok' };
  if (path === '/v1/healthz') return error(405, 'method not allowed');
  const route = routeOf(request.method, path);
  if (typeof route !== 'function' && (has('keys-on-routes') || has('one-error')))
    return has('one-error') ? notFound(path) : route;
  const answer = refusal(request) ?? (typeof route === 'function' ? route() : route);
  return has('one-error') && answer.status === 404 ? notFound(path) : answer;
}

const ids = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;
function log({ method, headers }, status) {
  const [, trace = '', parent = ''] = ids.exec(headers.traceparent ?? '') ?? [];
  const fields = Object.entries({ method, status, trace_id: trace, parent_span_id: parent });
  const [on, dim, off] = has('coloured-output') ? ['\x1b[3m', '\x1b[2m', '\x1b[0m'] : ['', '', ''];
  say(
    `${dim}INFO${off} request ${fields.map(([field, value]) => `${on}${field}${off}${dim}=${off}${value}`).join(' ')}`,
  );
  if (has('logs-sent-keys')) say(`INFO credential ${headers.authorization ?? ''}`);
}

/** The requests that count towards a rate limit, newest last, by connection if each connection has its own limit. */
const counted = new WeakMap();
const LIMITED = 60;
const everyone = {};

/** True for a request above the limit: 60 a second, 60 refusals a second, or 60 on one connection. */
function isAboveLimit(socket, status) {
  if (has('limits-refusals') ? status !== 401 : !values.habit.startsWith('limits-')) return false;
  const whose = has('limits-connections') ? socket : everyone;
  const windowMs = has('limits-connections') ? 60_000 : 1_000;
  const recent = (counted.get(whose) ?? []).filter((at) => performance.now() - at < windowMs);
  const isAbove = recent.length >= LIMITED;
  counted.set(whose, isAbove ? recent : [...recent, performance.now()]);
  return isAbove;
}

const tooMany = () => error(429, 'too many requests');

/** Codings in which a response may come although its request has no Accept-Encoding: RFC 9110, 12.5.3. */
const encode = {
  'encodes-gzip': [['gzip'], zlib.gzipSync],
  'encodes-deflate': [['deflate'], zlib.deflateSync],
  'encodes-br': [['br'], zlib.brotliCompressSync],
  'encodes-twice': [['deflate', 'x-gzip'], (body) => zlib.gzipSync(zlib.deflateSync(body))],
  // Zstandard: one raw block, which needs no compressor, since Node.js 20 has none. RFC 8878, 3.1.
  'encodes-zstd': [['zstd'], (body) => Buffer.concat([zstdHead(body.length), Buffer.from(body)])],
}[values.habit];

function zstdHead(size) {
  const head = Buffer.from('28b52ffda00000000000000000'.slice(0, 24), 'hex');
  head.writeUInt32LE(size, 5);
  head.writeUIntLE((size << 3) | 1, 9, 3);
  return head;
}

let turn = Promise.resolve();
/** Resolves when the requests before this one are done, for a server that serves one at a time. */
function itsTurn(response) {
  const before = turn;
  turn = before.then(() => new Promise((resolve) => response.once('close', resolve)));
  return before;
}

const server = createServer(async (request, response) => {
  if (has('one-at-a-time')) {
    response.shouldKeepAlive = false;
    await itsTurn(response);
  }
  const answer = answerTo(request);
  const { status, type, body = '' } = isAboveLimit(request.socket, answer.status) ? tooMany() : answer;
  log(request, status);
  const headers = { ...(type && { 'Content-Type': type }), ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }) };
  if (status === 429 && !has('limits-without-retry-after')) headers['Retry-After'] = '1';
  const isEncoded = encode && body !== '' && request.method !== 'HEAD';
  if (encode && status !== 204) headers['Content-Encoding'] = encode[0].join(', ');
  const respond = () => response.writeHead(status, headers).end(isEncoded ? encode[1](body) : body);
  if (status === 413) {
    response.shouldKeepAlive = false;
    respond();
  } else request.resume().once('end', respond);
});
if (has('one-connection')) {
  const [serve] = server.listeners('connection');
  let before = Promise.resolve();
  server.removeAllListeners('connection').on('connection', (socket) => {
    socket.on('error', () => {});
    before = before.then(() => {
      serve.call(server, socket);
      return socket.destroyed || new Promise((resolve) => socket.once('close', resolve));
    });
  });
}
if (has('drops-above-four')) Object.assign(server, { maxConnections: 4, dropMaxConnection: true });
server.once('error', (cause) => refuse(cause.message));
server.listen({ port: Number(port), host, ipv6Only: has('ipv6-only') && host === '::' }, () => {
  if (disabled && !has('warns-by-a-digit')) setTimeout(() => say(warning), has('late-warning') ? 1_500 : 0);
  say(`INFO listening on ${address}${has('warns-by-a-digit') ? ` AUTH_DISABLED=${Number(disabled)}` : ''}`);
});
process.once('SIGTERM', () => {
  for (const line of late) console.log(line);
  process.exit(0);
});
