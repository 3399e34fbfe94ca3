import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Below the ephemeral range of Linux, macOS and Windows, so that no outgoing connection takes the port meanwhile. */
const FIRST = 20_000;
const LAST = 32_000;
const taken = new Set<number>();

/** Finds a port on which nothing listens at any address, and which this process has not given out before. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FIRST, LAST);
    if (taken.has(port)) continue;
    if ((await canBind('127.0.0.1', port)) && (await canBind('0.0.0.0', port))) {
      taken.add(port);
      if (taken.size > 5_000) taken.clear();
      return port;
    }
  }
  throw new Error(`no free port found between ${FIRST} and ${LAST}`);
}

/** True when a server could listen there now: the address is the machine's and the port is free. */
export function canBind(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** True when something accepts a connection there, within `limitMs` milliseconds. */
export function canConnect(host: string, port: number, limitMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(limitMs, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

/** An IPv4 address of this machine that is not loopback, or undefined when it has none. */
export function machineAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;
}
