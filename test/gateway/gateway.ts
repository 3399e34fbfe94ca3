import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request on its way to hostd. Header names and values alternate. */
export interface Forwarded {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A response of the gateway. */
export interface Given {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** The behaviour of a gateway besides forwarding. */
export interface Habits {
  /** Returns a response without forwarding the request. */
  answers?(request: Forwarded, message: IncomingMessage): Given | undefined;
  /** Forwards another request. */
  forwards?(request: Forwarded): Forwarded;
  /** Replaces a response that is not a stream. */
  gives?(given: Given, request: Forwarded): Given;
  /** How often a request is retried after its connection broke; default 0. */
  readonly retries?: number;
  /** True to buffer each response until it is complete. */
  readonly buffers?: boolean;
}

export interface Gateway extends AsyncDisposable {
  readonly url: string;
}

/** What belongs to one connection and is never forwarded. Source: RFC 9110, section 7.6.1. */
const HOP_BY_HOP =
  /^(connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|http2-settings|expect)$/i;

/** A correct gateway in this process, on a free port, with the behaviour of `habits`. */
export async function startGateway(port: number, habits: Habits = {}): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((message, response) => {
    handle(message, response, port, agent, habits).catch(() => response.destroy());
  });
  server.on('checkExpectation', (_, response: ServerResponse) => response.writeHead(417).end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  port: number,
  agent: Agent,
  habits: Habits,
): Promise<void> {
  const arrived = await requestOf(message);
  const own = habits.answers?.(arrived, message);
  if (own) return give(own, response);
  const forwarded = habits.forwards?.(arrived) ?? arrived;
  const answer = await forward(forwarded, port, agent, habits.retries ?? 0);
  if (!answer) return give({ status: 502, headers: [], body: Buffer.from('bad gateway') }, response);
  const headers = pairs(answer.rawHeaders).filter(([name]) => !HOP_BY_HOP.test(name));
  const status = answer.statusCode ?? 502;
  const streamed = /ndjson/.test(answer.headers['content-type'] ?? '');
  if (habits.buffers || (habits.gives && !streamed)) {
    const whole = { status, headers, body: await bodyOf(answer) };
    return give(habits.gives?.(whole, arrived) ?? whole, response);
  }
  response.writeHead(status, headers.flat()).flushHeaders();
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

async function requestOf(message: IncomingMessage): Promise<Forwarded> {
  const { method = '', url = '', rawHeaders, socket, httpVersion } = message;
  const named = /(?:^|,)\s*([\w-]+)/g;
  const connection = [...String(message.headers.connection ?? '').matchAll(named)].map(([, name]) =>
    name?.toLowerCase(),
  );
  const kept = pairs(rawHeaders).filter(
    ([name]) => !HOP_BY_HOP.test(name) && !/^content-length$/i.test(name) && !connection.includes(name.toLowerCase()),
  );
  const body = await bodyOf(message);
  const length: [string, string][] =
    body.length > 0 || /^(POST|PUT|PATCH)$/.test(method) ? [['content-length', String(body.length)]] : [];
  const added: [string, string][] = [
    ['via', `${httpVersion} gateway`],
    ['x-forwarded-for', socket.remoteAddress ?? ''],
    ['x-forwarded-proto', 'http'],
    ['forwarded', `for=${socket.remoteAddress}`],
    ['x-request-id', '5f0c7c2d'],
  ];
  const lower = kept.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  if (!lower.some(([name]) => name === 'host')) lower.push(['host', 'hostd']);
  return { method, target: url, headers: [...lower, ...length, ...added], body };
}

/** The response; undefined if there was none in any attempt. */
async function forward(
  request: Forwarded,
  port: number,
  agent: Agent,
  retries: number,
): Promise<IncomingMessage | undefined> {
  const { method, target, headers, body } = request;
  try {
    const outgoing = send({ port, host: '127.0.0.1', method, path: target, headers: headers.flat(), agent });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    return answer;
  } catch {
    return retries > 0 ? forward(request, port, agent, retries - 1) : undefined;
  }
}

function give({ status, headers, body }: Given, response: ServerResponse): void {
  const kept = headers.filter(([name]) => !/^content-length$/i.test(name));
  response.writeHead(status, [...kept, ['content-length', String(body.length)]].flat()).end(body);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}
