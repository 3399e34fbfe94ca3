// A hostd on Express with its default habits: routes in any case, trailing slashes, ETag, X-Powered-By, HTML 404.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import express from 'express';

const { PODFLARE_HOSTD_ADDR: address = '127.0.0.1:7070', PODFLARE_API_KEYS = '', PODFLARE_AUTH_DISABLED } = process.env;
const separator = address.lastIndexOf(':');
const host = address.slice(0, Math.max(separator, 0)).replace(/^\[(.*)\]$/, '$1');
const port = /^\d+$/.test(address.slice(separator + 1)) ? Number(address.slice(separator + 1)) : Number.NaN;
const keys = PODFLARE_API_KEYS.split(',').filter((key) => key.trim() !== '');
const disabled = ['1', 'true'].includes(PODFLARE_AUTH_DISABLED?.toLowerCase());
const loopback = host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
const enforced = keys.length > 0 && !disabled;

function log(level, message, fields = {}) {
  console.log(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields }));
}

if (separator < 1 || !(port <= 65535)) {
  log('error', 'PODFLARE_HOSTD_ADDR must be host:port', { address });
  process.exit(1);
}
if (keys.length === 0 && !loopback && !disabled) {
  log('error', 'refusing to start: PODFLARE_API_KEYS is empty and the address is not loopback', { address });
  process.exit(1);
}
if (disabled) log('warn', 'PODFLARE_AUTH_DISABLED is set, requests are NOT authenticated', { address });

/** The caller's trace by W3C Trace Context; empty ids when the header is absent or invalid. */
function traceOf(header = '') {
  const [, version, trace_id = '', parent_span_id = '', rest] =
    /^([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(header) ?? [];
  const invalid = version === 'ff' || (version === '00' && rest !== undefined);
  return invalid ? { trace_id: '', parent_span_id: '' } : { trace_id, parent_span_id };
}

const digest = (text) => createHash('sha256').update(text, 'latin1').digest();
const digests = keys.map((key) => digest(Buffer.from(key)));

function gate(request, response, next) {
  if (!enforced) return next();
  const [, token] = /^bearer +(\S.*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token && digests.some((each) => timingSafeEqual(each, digest(token)))) return next();
  response.set('WWW-Authenticate', 'Bearer');
  response.status(401).json({ error: token ? 'invalid api key' : 'missing Authorization: Bearer <key>' });
}

/** Variables of each sandbox, by id. */
const sandboxes = new Map();

function add(variables) {
  const id = `sbx_${randomUUID().replaceAll('-', '')}`;
  sandboxes.set(id, new Map(variables));
  return id;
}

function interpret(code, variables) {
  const output = [];
  for (const statement of code.split(/[\n;]/)) {
    const [, name, value] = /^\s*([a-z_]\w*)\s*=\s*(\d+)\s*$/i.exec(statement) ?? [];
    if (name) variables.set(name, Number(value));
    const [, first, , second] = /^\s*print\((\w+)(\s*\*\s*(\w+))?\)\s*$/.exec(statement) ?? [];
    if (first === undefined) continue;
    const factors = [first, second ?? '1'].map((term) => (/^\d+$/.test(term) ? Number(term) : variables.get(term)));
    if (factors.includes(undefined)) {
      return [...output, { type: 'stderr', data: 'NameError' }, { type: 'exit', data: 1 }];
    }
    output.push({ type: 'stdout', data: String(factors[0] * factors[1]) });
  }
  return [...output, { type: 'exit', data: 0 }];
}

const app = express();
app.use((request, response, next) => {
  const span = { name: 'http_request', method: request.method, path: request.path };
  Object.assign(span, traceOf(request.headers.traceparent));
  response.on('close', () => log('info', 'request served', { status: response.statusCode, span }));
  next();
});
app
  .route('/v1/healthz')
  .get((_request, response) => response.type('text').send('ok'))
  .all((_request, response) => response.set('Allow', 'GET, HEAD').status(405).json({ error: 'method not allowed' }));

const api = express.Router();
api.use(gate, express.json());
api.use((request, response, next) =>
  Array.isArray(request.body) ? response.status(400).json({ error: 'body: expected an object' }) : next(),
);
api.param('id', (_request, response, next, id) =>
  sandboxes.has(id) ? next() : response.status(404).json({ error: 'sandbox not found' }),
);
api.post('/sandboxes', (request, response) => {
  const { template = 'default' } = request.body ?? {};
  if (typeof template !== 'string' || template === '') {
    return response.status(400).json({ error: 'template: expected a name' });
  }
  response.json({ id: add([]), state: 'ready' });
});
api.delete('/sandboxes/:id', (request, response) => {
  sandboxes.delete(request.params.id);
  response.json({ deleted: request.params.id });
});
api.post('/sandboxes/:id/exec', (request, response) => {
  const { code, language = 'python' } = request.body ?? {};
  if (typeof code !== 'string') return response.status(400).json({ error: 'code: expected a string' });
  if (!['python', 'bash'].includes(language)) {
    return response.status(400).json({ error: 'language: expected python or bash' });
  }
  const events = language === 'bash' ? [{ type: 'exit', data: 0 }] : interpret(code, sandboxes.get(request.params.id));
  response.type('application/x-ndjson');
  events.forEach((event, seq) => {
    response.write(`${JSON.stringify({ ...event, seq, ts: Date.now() })}\n`);
  });
  response.end();
});
api.post('/sandboxes/:id/fork', (request, response) => {
  const { n = 1 } = request.body ?? {};
  if (!(Number.isInteger(n) && n >= 1 && n <= 32)) {
    return response.status(400).json({ error: 'n: expected an integer from 1 to 32' });
  }
  response.json({ children: Array.from({ length: n }, () => add(sandboxes.get(request.params.id))) });
});
api.post('/sandboxes/:id/merge_into/:winner', (request, response) => {
  const { id, winner } = request.params;
  if (id === winner) return response.status(400).json({ error: 'parent and winner are the same sandbox' });
  if (!sandboxes.has(winner)) return response.status(404).json({ error: 'sandbox not found' });
  sandboxes.set(id, sandboxes.get(winner));
  sandboxes.delete(winner);
  response.sendStatus(204);
});
api.use((_request, response) => response.status(404).json({ error: 'no such route' }));
app.use('/v1', api);
app.use((error, _request, response, _next) => {
  const status = error.status ?? 500;
  response.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

const server = app.listen(port, host, (error) => {
  if (error) {
    log('error', error.message);
    process.exit(1);
  }
  log('info', 'listening', { address });
});
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
