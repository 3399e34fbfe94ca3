import { connect } from 'node:net';

export interface Traffic {
  readonly port: number;
  /** Number of concurrent connections. Each sends its next request after the response to the previous one. */
  readonly connections: number;
  readonly requests: number;
  /** Returns the bytes of a request as latin1 text. Requests and connections are numbered from 0. */
  readonly request: (number: number, connection: number) => string;
  /** Called with every exchange, before the next request of its connection. */
  readonly onResponse?: (exchange: Exchange, connection: number) => void;
}

/** A request and its response, headers and body, as latin1 text. */
export interface Exchange {
  readonly sent: string;
  readonly response: string;
}

/**
 * Sends requests over keep-alive connections. Resolves to the duration of each request, in milliseconds. Rejects when a
 * connection breaks or a response takes ten seconds.
 */
export async function send({ port, connections, requests, request, onResponse }: Traffic): Promise<number[]> {
  const times: number[] = [];
  let sent = 0;
  const converse = (connection: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
      let text = '';
      let received = '';
      let start = 0;
      const next = (): void => {
        if (sent === requests) return void socket.destroy();
        start = performance.now();
        text = request(sent, connection);
        sent += 1;
        socket.write(text, 'latin1');
      };
      socket.on('connect', next);
      socket.on('data', (chunk: string) => {
        received += chunk;
        if (!isComplete(received)) return;
        times.push(performance.now() - start);
        onResponse?.({ sent: text, response: received }, connection);
        received = '';
        next();
      });
      socket.setTimeout(10_000, () => socket.destroy(new Error('no response within ten seconds')));
      socket.on('error', reject);
      socket.on('close', () => {
        if (sent === requests) resolve();
        else reject(new Error('the server closed a connection'));
      });
    });
  await Promise.all(Array.from({ length: connections }, (_, connection) => converse(connection)));
  return times;
}

export interface Fields {
  readonly key?: string;
  readonly body?: string | undefined;
}

/** The text of a request for `send`. */
export function request(method: string, target: string, { key, body }: Fields = {}): string {
  const lines = [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1'];
  if (key !== undefined) lines.push(`authorization: Bearer ${key}`);
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${body.length}`);
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

function isComplete(response: string): boolean {
  const head = response.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(response)?.[1];
  if (length !== undefined) return response.length >= head + 4 + Number(length);
  return response.startsWith('HTTP/1.1 204') || response.endsWith('\r\n0\r\n\r\n');
}
