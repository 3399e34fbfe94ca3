import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Quote } from '../../src/base/quote.ts';
import { Wire } from '../../src/http/client.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** `host:port`. */
  readonly authority: string;
}

/** Listens on 127.0.0.1 until the test ends, and then destroys all connections. */
export async function listening(server: Server): Promise<Address> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { host: '127.0.0.1', port, authority: `127.0.0.1:${port}` };
}

/** A server on a socket; `act` gets every connection and its number, from 0. */
export function rawServer(act: (socket: Socket, n: number) => void): Promise<Address> {
  let n = 0;
  return listening(createServer({ allowHalfOpen: true }, (socket) => act(socket, n++)));
}

/** A server that responds to each request on a connection with the next of these texts, and keeps it open. */
export function scripted(...answers: readonly string[]): Promise<Address> {
  return rawServer((socket) => {
    let next = 0;
    socket.on('data', () => {
      socket.write(answers[next] ?? '', 'latin1');
      next += 1;
    });
  });
}

/** A client of it; closed with the test. */
export function wireTo({ host, port, authority }: Address, timeoutMs = 20_000, quote?: Quote): Wire {
  const wire = new Wire({ host, port }, authority, timeoutMs, quote);
  onTestFinished(() => wire.close());
  return wire;
}

export interface Recorder extends Address {
  /** The bytes received on the connection with this number. Resolves when the client has closed it. */
  received(n: number): Promise<Buffer>;
}

/** A server that records all bytes, and responds 204 to the first bytes of every connection. */
export async function recorder(): Promise<Recorder> {
  const ended: Promise<Buffer>[] = [];
  const address = await rawServer((socket) => {
    const chunks: Buffer[] = [];
    socket.once('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
    socket.on('data', (chunk) => chunks.push(chunk));
    ended.push(
      new Promise((resolve) =>
        socket.once('end', () => {
          socket.end();
          resolve(Buffer.concat(chunks));
        }),
      ),
    );
  });
  return { ...address, received: (n) => ended[n] ?? Promise.reject(new Error(`no connection ${n}`)) };
}
