import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startHostd } from '../../../mock/adapters/hostd.ts';
import { freePort } from '../../../src/hosts/ports.ts';
import { cache, cli, finish, root } from './programs.ts';

const KEY = 'pk_comparison_0123456789abcdef';
export const prismFolder = `${cache}/prism-5.14.2`;

/** A mock that serves openapi.yaml at an address. */
interface Served extends AsyncDisposable {
  readonly url: string;
}

/** Starts Prism with openapi.yaml. Resolves when it listens. */
export async function servePrism(): Promise<Served> {
  const port = await freePort();
  const program = join(prismFolder, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const args = [program, 'mock', '--port', String(port), join(root, 'openapi.yaml')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await saying(child, 'Prism is listening');
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function saying({ stdout }: ChildProcess, text: string): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes(text)) resolve();
    });
    stdout?.once('close', () => reject(new Error(`Prism ended: ${said}`)));
  });
}

/** Starts the mock of this package, with one key. */
async function serveMock(): Promise<Served> {
  const env = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEY };
  const hostd = await startHostd({ env, stdout: () => {}, stderr: () => {} });
  return { url: `http://127.0.0.1:${hostd.address?.port}`, [Symbol.asyncDispose]: async () => hostd.kill() };
}

type Question = (url: string) => Promise<string>;

/** Sends a request with a key, or with these headers. */
const send = (url: string, method: string, path: string, body?: object, headers: object = bearer(KEY)) =>
  fetch(`${url}/v1${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const shown = async (answer: Response) => `${answer.status} \`${(await answer.text()).trim()}\``;

async function create(url: string): Promise<string> {
  const { id } = (await (await send(url, 'POST', '/sandboxes')).json()) as { id: string };
  return `/sandboxes/${id}`;
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  'create without a key': async (url) => shown(await send(url, 'POST', '/sandboxes', undefined, {})),
  'create with a wrong key': async (url) => {
    const answer = await send(url, 'POST', '/sandboxes', undefined, bearer('wrong'));
    return answer.ok ? `${answer.status} and a sandbox` : shown(answer);
  },
  'two creates': async (url) => {
    const paths = new Set([await create(url), await create(url)]);
    return paths.size === 1 ? 'the same id twice' : 'two ids';
  },
  'what exec says of `print(6 * 7)`, then of `print(1)`': async (url) => {
    const sandbox = await create(url);
    const printed = [];
    for (const code of ['print(6 * 7)', 'print(1)']) {
      const [first = ''] = (await (await send(url, 'POST', `${sandbox}/exec`, { code })).text()).split('\n');
      printed.push((JSON.parse(first) as { data: string }).data.trim());
    }
    return printed.join(', then ');
  },
  'how exec answers': async (url) => {
    const { headers } = await send(url, 'POST', `${await create(url)}/exec`, { code: 'print(1)' });
    const how = headers.has('content-length') ? 'in one piece of known length' : 'as a stream';
    return `${headers.get('content-type')}, ${how}`;
  },
  'exec after destroy': async (url) => {
    const sandbox = await create(url);
    await send(url, 'DELETE', sandbox);
    return String((await send(url, 'POST', `${sandbox}/exec`, { code: 'print(1)' })).status);
  },
  'exec without `code`': async (url) => {
    const answer = await send(url, 'POST', `${await create(url)}/exec`, {});
    return `${answer.status}${answer.headers.has('sl-violations') ? ', and what was wrong in a header' : ''}`;
  },
  '`podflare-conformance --url`': async (url) => {
    const { code } = await finish(process.execPath, [cli, '--url', url], { PODFLARE_API_KEY: KEY });
    return code === 0 ? 'conformant' : `not conformant (exit code ${code})`;
  },
};

/** A Markdown table of the responses of Prism and the mock to the same requests. */
export async function prismTable(): Promise<string> {
  await using prism = await servePrism();
  await using mock = await serveMock();
  const rows = [];
  for (const [what, ask] of Object.entries(QUESTIONS))
    rows.push(`| ${what} | ${await ask(prism.url)} | ${await ask(mock.url)} |`);
  return ['| | Prism | the mock |', '| --- | --- | --- |', ...rows].join('\n');
}
