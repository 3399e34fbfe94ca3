/**
 * A small MCP server over stdio, as Podflare's: one session has one sandbox. It speaks the protocol by hand, so that
 * its defects can be of any kind. `--defect NAME` is something that none should have; see mcp.test.ts.
 */
import { request } from 'node:http';
import { createInterface } from 'node:readline';

const { PODFLARE_HOSTD_URL: base, PODFLARE_API_KEY: key, PODFLARE_TRACEPARENT: trace } = process.env;
const defect = process.argv[2] === '--defect' ? process.argv[3] : '';

/** The headers of a request, name and value in turn. */
function headersOf(path, body) {
  const headers = ['Host', new URL(base).host];
  const bare = defect === 'no-key-on-exec' && path.endsWith('/exec');
  if (!bare) headers.push('Authorization', `${defect === 'lower-case-scheme' ? 'bearer' : 'Bearer'} ${key}`);
  if (defect === 'key-twice') headers.push('Authorization', `Bearer ${key}`);
  if (defect === 'key-in-header') headers.push('X-API-Key', key);
  if (trace) headers.push('traceparent', defect === 'short-traceparent' ? trace.slice(3) : trace);
  if (body === undefined) return headers;
  if (defect !== 'no-content-type') headers.push('Content-Type', 'application/json');
  return [...headers, 'Content-Length', String(Buffer.byteLength(body))];
}

function exchange(method, path, body) {
  const { hostname, port } = new URL(base);
  const target = `${path}${defect === 'key-in-url' ? `?key=${key}` : ''}`;
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: target, headers: headersOf(path, body) });
    outgoing.on('error', reject).on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, text });
    });
    outgoing.end(body);
  });
}

async function send(method, path, value) {
  const attempts = defect === 'retries-401' ? 8 : 1;
  for (let attempt = 1; ; attempt += 1) {
    const { status, text } = await exchange(method, path, value && JSON.stringify(value));
    if (status < 300) return text;
    if (attempt < attempts && status === 401) continue;
    if (defect === 'says-nothing') throw new Error('something went wrong');
    throw new Error(`hostd answers ${status}: ${text}${defect === 'key-in-result' ? ` (${key})` : ''}`);
  }
}

let sandbox;
/** The path of the session's sandbox, which the first call makes. */
async function session() {
  if (defect === 'sandbox-per-call') sandbox = undefined;
  sandbox ??= send('POST', '/v1/sandboxes', {}).then((text) => `/v1/sandboxes/${JSON.parse(text).id}`);
  return sandbox.catch((error) => {
    sandbox = undefined;
    throw error;
  });
}

async function exec(language, code) {
  const body = defect === 'wrong-body' && language === 'bash' ? { script: code } : { code, language };
  const events = (await send('POST', `${await session()}/exec`, body))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const stdout = events.filter(({ type }) => type === 'stdout').map(({ data }) => data);
  return { stdout: defect === 'loses-output' ? '' : stdout.join('\n'), stderr: '', exit_code: events.at(-1).data };
}

const text = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });
const string = { type: 'string' };
const tools = {
  run_python: { schema: text({ code: string }), run: ({ code }) => exec('python', code) },
  run_bash: { schema: text({ code: string }), run: ({ code }) => exec('bash', code) },
  fork: {
    schema: { type: 'object', properties: { n: { type: 'integer' } } },
    run: async ({ n = 1 }) => {
      if (defect === 'unknown-route') await send('GET', '/v1/sandboxes').catch(() => {});
      return JSON.parse(await send('POST', `${await session()}/fork`, { n }));
    },
  },
  diff: { schema: text({ other: string }), run: () => ({}) },
  merge_into: {
    schema: text({ winner: string }),
    run: async ({ winner }) => ({ merged: await send('POST', `${await session()}/merge_into/${winner}`) }),
  },
  upload: { schema: text({ path: string, content: string }), run: () => ({}) },
  download: { schema: text({ path: string }), run: () => ({}) },
};
if (defect === 'tool-missing') delete tools.download;
if (defect === 'other-tools') {
  for (const name of Object.keys(tools)) delete tools[name];
  tools.hello = { schema: { type: 'object' }, run: () => ({}) };
}

async function call({ name, arguments: args }) {
  try {
    return { content: [{ type: 'text', text: JSON.stringify(await tools[name].run(args)) }] };
  } catch (error) {
    const content = [{ type: 'text', text: error.message }];
    return defect === 'hides-errors' ? { content } : { content, isError: true };
  }
}

function answer(method, params) {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'example', version: '1' },
      };
    case 'tools/list':
      return { tools: Object.entries(tools).map(([name, { schema }]) => ({ name, inputSchema: schema })) };
    case 'tools/call':
      return call(params);
    default:
      return {};
  }
}

if (defect === 'prints-the-key') console.error(`using ${key}`);
if (defect === 'eager') await session();
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params } = JSON.parse(line);
  if (defect === 'logs-to-stdout') console.log(`[debug] ${method}`);
  if (id === undefined) return;
  console.log(JSON.stringify({ jsonrpc: '2.0', id, result: await answer(method, params) }));
});

async function end(signal) {
  if (defect === `ignores-${signal}`) return;
  const path = await sandbox?.catch(() => undefined);
  const times = { 'leaves-the-sandbox': 0, 'deletes-twice': 2 }[defect] ?? 1;
  if (path) for (let i = 0; i < times; i += 1) await send('DELETE', path).catch(() => {});
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, end);
