import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** When a server dies. A `place` that can occur repeatedly is counted from 1. */
export interface Moment {
  readonly place: 'connection' | 'request' | 'interim' | 'head' | 'body' | 'chunk' | 'answer' | 'close';
  readonly nth: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** A small hostd that honours the auth contract until it calls `die`. Not listening yet. */
export function dyingServer(env: Env, moment: Moment | undefined, die: () => void): Server {
  const keys = (env.PODFLARE_API_KEYS ?? '').split(',').filter(Boolean);
  const open = env.PODFLARE_AUTH_DISABLED === '1' || keys.length === 0;
  const seen = { connections: 0, requests: 0, closed: 0 };
  const server = createServer((request, response) => {
    seen.requests += 1;
    request.resume();
    const { status, body } = answerTo(request, open ? undefined : keys);
    const due = moment?.nth === seen.requests && !['connection', 'close'].includes(moment.place);
    if (due) dieAnswering(moment.place, response, body, die);
    else respond(response, status, body);
  });
  server.on('connection', (socket: Socket) => {
    socket.on('close', () => {
      seen.closed += 1;
      if (moment?.place === 'close' && moment.nth === seen.closed) die();
    });
    seen.connections += 1;
    if (moment?.place === 'connection' && moment.nth === seen.connections) die();
  });
  return server;
}

function dieAnswering(place: Moment['place'], response: ServerResponse, body: string, die: () => void): void {
  const { socket } = response;
  const half = body.slice(0, Math.ceil(body.length / 2));
  switch (place) {
    case 'interim':
      socket?.write('HTTP/1.1 103 Early Hints\r\n\r\n', die);
      break;
    case 'head':
      socket?.write('HTTP/1.1 200 OK\r\nContent-Le', die);
      break;
    case 'body':
      socket?.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length + 1}\r\n\r\n${half}`, die);
      break;
    case 'chunk':
      response.write(half, die);
      break;
    case 'answer':
      response.on('finish', () => setImmediate(die));
      respond(response, 200, body);
      break;
    default:
      die();
  }
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** @param keys undefined if auth is off */
function answerTo(
  { method = '', url = '', headers }: IncomingMessage,
  keys: readonly string[] | undefined,
): { status: number; body: string } {
  if (/^\/v1\/healthz(\?|$)/.test(url)) return { status: 200, body: '{"status":"ok"}' };
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (keys && token === undefined) return { status: 401, body: '{"error":"missing Authorization: Bearer <key>"}' };
  if (keys && !keys.includes(token ?? '')) return { status: 401, body: '{"error":"invalid api key"}' };
  if (method === 'POST' && url === '/v1/sandboxes') return { status: 200, body: '{"id":"sbx_1","state":"ready"}' };
  return { status: 404, body: '{"error":"no such sandbox"}' };
}
