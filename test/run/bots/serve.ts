import type { AddressInfo, Server, Socket } from 'node:net';
import { parseAddress } from '../../../mock/core/config.ts';
import type { Bot, Env } from './bot.ts';

/** A bot in this process. */
export interface Served {
  /** Undefined when it does not listen. */
  readonly port: number | undefined;
  /** Resolves to its exit code once it has ended. */
  readonly exited: Promise<number>;
  /** Connections so far. */
  connections(): number;
  /** Requests so far that a node:http server has understood. */
  requests(): number;
  /** Ends it with this exit code. */
  stop(code: number): void;
}

/** Starts a bot at PODFLARE_HOSTD_ADDR. Exits with 1 if the address is invalid or in use. */
export async function serve(bot: Bot, env: Env): Promise<Served> {
  const sockets = new Set<Socket>();
  const seen = { connections: 0, requests: 0 };
  let end: (code: number) => void = () => {};
  const exited = new Promise<number>((resolve) => {
    end = resolve;
  });
  let server: Server | undefined;
  const stop = (code: number) => {
    server?.close();
    for (const socket of sockets) socket.destroy();
    end(code);
  };
  server = bot(env, stop)
    .on('connection', (socket: Socket) => {
      seen.connections += 1;
      sockets.add(socket.on('close', () => sockets.delete(socket)));
    })
    .on('request', () => {
      seen.requests += 1;
    });
  const port = await listen(server, env).catch(() => undefined);
  if (port === undefined) stop(1);
  return { port, exited, stop, connections: () => seen.connections, requests: () => seen.requests };
}

/** The port on which the server now listens. Rejects when it cannot. */
export function listen(server: Server, env: Env): Promise<number> {
  const address = parseAddress(env.PODFLARE_HOSTD_ADDR);
  return new Promise((resolve, reject) => {
    if (!address) throw new Error('PODFLARE_HOSTD_ADDR is no address');
    const { host, port } = address;
    server
      .once('error', reject)
      .listen({ port, ...(host !== '' && { host }) }, () => resolve((server.address() as AddressInfo).port));
  });
}
