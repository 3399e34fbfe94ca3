// A hostd on bare node:http that closes every connection and refuses any path that could be read in two ways.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const EX_CONFIG = 78;
const START_DELAY_MS = 400;
const BODY_LIMIT = 1 << 20;
const PLAIN_PATH = /^(?:\/[\w-]+)+$/;
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function configure(env) {
  const address = env.PODFLARE_HOSTD_ADDR || '127.0.0.1:7070';
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(address) ?? [];
  if (port === undefined || Number(port) > 65535) die(`PODFLARE_HOSTD_ADDR is not host:port: ${address}`);
  const host = bracketed ?? plain;
  const keys = (env.PODFLARE_API_KEYS ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  const disabled = env.PODFLARE_AUTH_DISABLED === '1';
  const family = { 4: 'ipv4', 6: 'ipv6' }[isIP(host)];
  const local = family ? loopback.check(host, family) : host === 'localhost';
  if (keys.length === 0 && !local && !disabled) {
    die(`${address} is not loopback: set PODFLARE_API_KEYS, or PODFLARE_AUTH_DISABLED=1 to serve without keys`);
  }
  if (disabled)
    console.error('******** AUTHENTICATION IS DISABLED: anybody who reaches this port runs code here ********');
  return {
    host: host || undefined,
    port: Number(port),
    digests: disabled ? [] : keys.map((key) => digest(Buffer.from(key))),
  };
}

function die(reason) {
  console.error(`hostd: ${reason}`);
  process.exit(EX_CONFIG);
}

function digest(key) {
  return createHash('sha256').update(key, 'latin1').digest();
}

function authorize(header = '') {
  if (config.digests.length === 0) return;
  const token = /^bearer +(\S.*)$/i.exec(header)?.[1];
  if (token === undefined) throw new Refusal(401, 'missing Authorization: Bearer <key>');
  const presented = digest(token);
  const known = config.digests.filter((each) => timingSafeEqual(each, presented));
  if (known.length === 0) throw new Refusal(401, 'invalid api key');
}

const sandboxes = new Set();

function newSandbox() {
  const id = `sbx_${randomBytes(16).toString('hex')}`;
  sandboxes.add(id);
  return id;
}

function existing(id) {
  if (!sandboxes.has(id)) throw new Refusal(404, 'sandbox not found');
}

function run(code) {
  const product = /^print\((\d+)\s*\*\s*(\d+)\)$/.exec(code.trim());
  const events = product ? [{ type: 'stdout', data: String(product[1] * product[2]) }] : [];
  events.push({ type: 'exit', data: 0 });
  return events.map((event, seq) => JSON.stringify({ ...event, seq, ts: Date.now() }));
}

const routes = [
  [
    'POST',
    /^\/v1\/sandboxes$/,
    async (_ids, body) => {
      const { template = 'default' } = await body();
      if (typeof template !== 'string' || template === '') throw new Refusal(400, 'template must be a name');
      return { status: 201, json: { state: 'ready', id: newSandbox() } };
    },
  ],
  [
    'DELETE',
    /^\/v1\/sandboxes\/([^/]+)$/,
    ([id]) => {
      existing(id);
      sandboxes.delete(id);
      return { status: 204 };
    },
  ],
  [
    'POST',
    /^\/v1\/sandboxes\/([^/]+)\/exec$/,
    async ([id], body) => {
      existing(id);
      const { code, language = 'python' } = await body();
      if (typeof code !== 'string') throw new Refusal(400, 'code must be a string');
      if (!['python', 'bash'].includes(language)) throw new Refusal(400, 'language must be python or bash');
      return { status: 200, lines: run(code) };
    },
  ],
  [
    'POST',
    /^\/v1\/sandboxes\/([^/]+)\/fork$/,
    async ([id], body) => {
      existing(id);
      const { n = 1 } = await body();
      if (!Number.isInteger(n) || n < 1 || n > 32) throw new Refusal(400, 'n must be between 1 and 32');
      return { status: 200, json: { children: Array.from({ length: n }, newSandbox) } };
    },
  ],
  [
    'POST',
    /^\/v1\/sandboxes\/([^/]+)\/merge_into\/([^/]+)$/,
    ([parent, winner]) => {
      if (parent === winner) throw new Refusal(400, 'a sandbox cannot be merged into itself');
      existing(parent);
      existing(winner);
      sandboxes.delete(winner);
      return { status: 204 };
    },
  ],
];

async function readObject(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Refusal(413, 'body too large');
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    const value = JSON.parse(Buffer.concat(chunks).toString());
    if (value?.constructor === Object) return value;
  } catch {}
  throw new Refusal(400, 'the body must be a JSON object');
}

function answer(request) {
  const path = request.url.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1)[0];
  if (!PLAIN_PATH.test(path)) throw new Refusal(400, 'bad path');
  if (path === '/v1/healthz') {
    if (!['GET', 'HEAD'].includes(request.method)) throw new Refusal(405, 'method not allowed');
    return { status: 200, json: { status: 'ok' } };
  }
  if (!path.startsWith('/v1/')) throw new Refusal(404, 'no such page');
  authorize(request.headers.authorization);
  for (const [method, pattern, handle] of routes) {
    const ids = pattern.exec(path)?.slice(1);
    if (ids && method === request.method) return handle(ids, () => readObject(request));
  }
  throw new Refusal(404, 'no such route');
}

const config = configure(process.env);
const server = createServer(async (request, response) => {
  response.setHeader('connection', 'close');
  let reply;
  try {
    reply = await answer(request);
  } catch (error) {
    reply = { status: error.status ?? 500, json: { error: error.status ? error.message : 'internal error' } };
  }
  // Closing a socket with unread input resets it and can lose the response, so read the rest of the input.
  if (!request.complete) {
    request.resume();
    await Promise.race([new Promise((done) => request.once('close', done)), delay(500)]);
  }
  if (reply.json) response.setHeader('content-type', 'application/json; charset=utf-8');
  if (reply.lines) response.setHeader('content-type', 'application/x-ndjson');
  response.writeHead(reply.status);
  for (const line of reply.lines ?? []) response.write(`${line}\n`);
  if (reply.json) response.write(JSON.stringify(reply.json, null, 2));
  response.end();
});
process.on('SIGTERM', () => process.exit(0));
await delay(START_DELAY_MS);
server.listen(config.port, config.host);
