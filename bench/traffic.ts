import { connect } from 'node:net';

export interface Traffic {
  readonly port: number;
  /** Connections at the same time; each sends its next request when it has the answer to the one before. */
  readonly connections: number;
  readonly requests: number;
  /** The bytes of the request with this number, on this connection, both from 0; as latin1 text. */
  readonly request: (number: number, connection: number) => string;
  /** Sees every answer before the connection's next request. */
  readonly onAnswer?: (answered: Answered, connection: number) => void;
}

/** A request and its answer, head and body, as latin1 text. */
export interface Answered {
  readonly sent: string;
  readonly answer: string;
}

/**
 * Sends requests over sockets that stay open. Resolves to the time that each took, in milliseconds. Rejects when
 * a connection breaks or an answer takes ten seconds.
 */
export async function send({ port, connections, requests, request, onAnswer }: Traffic): Promise<number[]> {
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
        onAnswer?.({ sent: text, answer: received }, connection);
        received = '';
        next();
      });
      socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within ten seconds')));
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

function isComplete(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.startsWith('HTTP/1.1 204') || answer.endsWith('\r\n0\r\n\r\n');
}
