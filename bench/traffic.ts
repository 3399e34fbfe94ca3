import { connect } from 'node:net';

export interface Traffic {
  readonly port: number;
  /** Connections at the same time; each sends its next request when it has the answer to the one before. */
  readonly connections: number;
  readonly requests: number;
  /** The bytes of the request with this number, from 0, as latin1 text. */
  readonly request: (number: number) => string;
  /** Sees every answer, head and body. */
  readonly onAnswer?: (answer: string) => void;
}

/**
 * Sends requests over sockets that stay open. Resolves to the time that each took, in milliseconds. Rejects when
 * a connection breaks or an answer takes ten seconds.
 */
export async function send({ port, connections, requests, request, onAnswer }: Traffic): Promise<number[]> {
  const times: number[] = [];
  let sent = 0;
  const converse = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
      let received = '';
      let start = 0;
      const next = (): void => {
        if (sent === requests) return void socket.destroy();
        start = performance.now();
        socket.write(request(sent), 'latin1');
        sent += 1;
      };
      socket.on('connect', next);
      socket.on('data', (text: string) => {
        received += text;
        if (!isComplete(received)) return;
        times.push(performance.now() - start);
        onAnswer?.(received);
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
  await Promise.all(Array.from({ length: connections }, converse));
  return times;
}

function isComplete(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.startsWith('HTTP/1.1 204') || answer.endsWith('\r\n0\r\n\r\n');
}
