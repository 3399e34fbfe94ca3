import { Agent, type IncomingMessage, request } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { type Hostd, startHostd } from '../../mock/index.ts';
import { findMutant } from '../../mock/mutants.ts';

export const KEY = 'pk_test_0123456789abcdef';

export interface Started extends Hostd {
  readonly port: number;
  /** The text written so far. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** Starts a hostd with one key on a free loopback port, and ends it after the test. */
export async function start(env: Record<string, string | undefined> = {}, mutant?: string): Promise<Started> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const hostd = await startHostd({
    env: { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0', ...env },
    stdout: (text) => stdout.push(text),
    stderr: (text) => stderr.push(text),
    ...(mutant !== undefined && { mutant: findMutant(mutant) ?? expect.fail(`no mutant ${mutant}`) }),
  });
  onTestFinished(() => hostd.kill());
  return { ...hostd, port: hostd.address?.port ?? 0, stdout, stderr };
}

export interface Sent {
  readonly method?: string;
  /** The request target, sent unchanged. */
  readonly target?: string;
  /** Alternating names and values; `host` is added. */
  readonly headers?: readonly string[];
  /** An object is sent as JSON, with the content type. */
  readonly body?: string | object;
  /** The bearer key; default: the valid key. Null for no key. */
  readonly key?: string | null;
  readonly agent?: Agent;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: unknown;
  /** Whether the request reused a connection. */
  readonly reused: boolean;
}

export function send(port: number, sent: Sent = {}): Promise<Received> {
  const { method = 'GET', target = '/v1/healthz', headers = [], body, key = KEY, agent } = sent;
  const raw = ['host', `127.0.0.1:${port}`, ...headers];
  if (key !== null) raw.push('authorization', `Bearer ${key}`);
  const payload = typeof body === 'object' ? JSON.stringify(body) : body;
  if (typeof body === 'object') raw.push('content-type', 'application/json');
  if (payload !== undefined) raw.push('content-length', String(Buffer.byteLength(payload)));
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method, path: target, headers: raw, agent: agent ?? false });
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      try {
        const text = await read(response);
        const status = response.statusCode ?? 0;
        resolve({ status, headers: response.headers, text, json: parsed(text), reused: outgoing.reusedSocket });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.end(payload);
  });
}

/** One connection that is kept open between requests. */
export function oneConnection(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return agent;
}

/** Creates a sandbox. Fails the test when hostd does not. */
export async function create(port: number): Promise<string> {
  const { status, json } = await send(port, { method: 'POST', target: '/v1/sandboxes' });
  return idOf(status, json);
}

/** The id in a response of createSandbox. Fails the test for any other response. */
export function idOf(status: number, json: unknown): string {
  expect({ status, json }).toEqual({ status: 200, json: { id: expect.stringMatching(/^sbx_/), state: 'ready' } });
  return (json as { id: string }).id;
}

export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined when the stream had no exit event. */
  readonly exit: number | undefined;
}

export async function exec(port: number, id: string, code: string, language?: string): Promise<Result> {
  const body = { code, ...(language && { language }) };
  const { status, text } = await send(port, { method: 'POST', target: `/v1/sandboxes/${id}/exec`, body });
  const events = status === 200 ? eventsOf(text) : [];
  const lines = (type: string): string =>
    events
      .filter((event) => event.type === type)
      .map((event) => event.data)
      .join('\n');
  const exit = events.find((event) => event.type === 'exit')?.data;
  return { status, stdout: lines('stdout'), stderr: lines('stderr'), exit: exit as number | undefined };
}

export interface Event {
  readonly type: string;
  readonly data: string | number;
  readonly seq: number;
  readonly ts: number;
}

export function eventsOf(text: string): Event[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

async function read(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
