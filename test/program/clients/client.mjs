/**
 * A small program that uses hostd, as an SDK would. `--habit NAME` is something that a correct client may do, and
 * `--defect NAME` adds a defect; see clients.ts.
 */
import { Agent, request } from 'node:http';

const { PODFLARE_HOSTD_URL: base, PODFLARE_API_KEY: key, PODFLARE_TRACEPARENT: trace = '' } = process.env;
const option = (name) => process.argv[process.argv.indexOf(name) + 1] ?? '';
const habit = process.argv.includes('--habit') ? option('--habit') : '';
const defect = process.argv.includes('--defect') ? option('--defect') : '';

const agent = new Agent({ keepAlive: habit !== 'no-keep-alive', maxSockets: habit === 'pool' ? 4 : 1 });

class Refused extends Error {}

/** The headers of a request, in the order in which they are sent. */
function headersOf(method, path, body) {
  const headers = [['Host', new URL(base).host]];
  const scheme = defect === 'lower-case-scheme' ? 'bearer' : 'Bearer';
  const bare = path === '/v1/healthz' || (defect === 'no-key-on-delete' && method === 'DELETE');
  if (!bare) headers.push(['Authorization', `${scheme} ${key}`]);
  if (defect === 'key-twice') headers.push(['Authorization', `Bearer ${key}`]);
  if (defect === 'key-in-header') headers.push(['X-API-Key', key]);
  if (defect === 'another-key' && path.endsWith('/fork')) headers[1][1] = 'Bearer pk_live_of_somebody_else';
  if (body !== undefined) {
    const type = habit === 'charset' ? 'application/json; charset=utf-8' : 'application/json';
    if (defect !== 'no-content-type') headers.push(['Content-Type', type]);
    headers.push(['Content-Length', String(Buffer.byteLength(body))]);
  }
  const traceparent = traceparentOf(method);
  if (traceparent !== undefined) headers.push(['traceparent', traceparent]);
  if (habit === 'extra-headers')
    headers.push(['User-Agent', 'example/1.0'], ['X-Request-Id', '7'], ['tracestate', 'a=b']);
  const spell = { 'lower-case-names': (name) => name.toLowerCase(), 'upper-case-names': (name) => name.toUpperCase() };
  return headers.flatMap(([name, value]) => [spell[habit]?.(name) ?? name, value]);
}

function traceparentOf(method) {
  const [version, id, span, flags] = trace.split('-');
  if (habit === 'no-traceparent') return undefined;
  if (habit === 'own-spans') return [version, id, 'b7ad6b7169203331', flags].join('-');
  if (defect === 'upper-case-traceparent') return trace.toUpperCase();
  if (defect === 'another-trace') return [version, '0af7651916cd43dd8448eb211c80319c', span, flags].join('-');
  if (defect === 'no-traceparent-on-delete' && method === 'DELETE') return undefined;
  return trace;
}

function send(method, path, value) {
  const body = value === undefined ? undefined : JSON.stringify(value);
  const target = defect === 'key-in-url' ? `${path}?api_key=${key}` : path;
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = request({ hostname, port, agent, method, path: target, headers: headersOf(method, path, body) });
    outgoing.on('error', reject).on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.end(body);
  });
}

/** Sends a request, and repeats it if the server asks to retry later. */
async function call(method, path, value) {
  const attempts = defect === 'retries-401' ? 10 : 1;
  for (let attempt = 1; ; attempt += 1) {
    const { status, text } = await send(method, path, value);
    if (status < 300) return text === '' || path.endsWith('/exec') ? text : JSON.parse(text.replace(/^ok$/, '"ok"'));
    if (status === 503 && attempt < 5) continue;
    if (status === 401 && attempt < attempts) continue;
    if (defect === 'ignores-errors') return { children: [] };
    if (defect === 'says-nothing') throw new Refused('something went wrong');
    throw new Refused(`hostd answers ${status}: ${text}`);
  }
}

async function quickStart() {
  await call('GET', '/v1/healthz');
  if (defect === 'unknown-route') await send('GET', '/v1/sandboxes');
  const { id } = await call('POST', '/v1/sandboxes', habit === 'options' ? { template: 'default', egress: true } : {});
  const sandbox = `/v1/sandboxes/${id}`;
  if (defect === 'body-without-code') await send('POST', `${sandbox}/exec`, { program: 'print(1)' });
  await call('POST', `${sandbox}/exec`, { code: 'x = 6', language: 'python' });
  const { children } = await call('POST', `${sandbox}/fork`, { n: 2 });
  const work = children.map((child) => call('POST', `/v1/sandboxes/${child}/exec`, { code: 'print(x * 7)' }));
  console.log((await Promise.all(work)).join(''));
  const [winner, loser] = children;
  await call('POST', `${sandbox}/merge_into/${winner}`);
  if (defect === 'deletes-the-winner') await send('DELETE', `/v1/sandboxes/${winner}`);
  if (defect !== 'leaves-forks') await call('DELETE', `/v1/sandboxes/${loser}`);
  await call('DELETE', sandbox);
}

if (defect === 'prints-the-key') console.log(`using ${key}`);
try {
  if (defect === 'hangs-when-refused') {
    const { status } = await send('POST', '/v1/sandboxes', {});
    if (status === 401) setInterval(() => {}, 1_000);
  } else await quickStart();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = defect === 'exits-0' ? 0 : 1;
}
agent.destroy();
