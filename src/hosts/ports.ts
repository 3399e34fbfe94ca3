import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { resourceError } from '../base/resources.ts';

/** Below the ephemeral ranges of Linux, macOS and Windows, so that no outgoing connection takes the port. */
const FIRST = 20_000;
const LAST = 32_000;
const taken = new Set<number>();

/** Finds a port on which nothing listens at any address, and which this process has not returned before. */
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

/**
 * True when a server could listen on this address now: the machine has the address, and the port is free.
 * @throws ResourceError
 */
export function canBind(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const lack = resourceError(error, `cannot try to listen on ${host}`);
      if (lack) reject(lack);
      else resolve(false);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * True when something accepts a connection at this address within `limitMs` milliseconds.
 * @throws ResourceError
 */
export function canConnect(host: string, port: number, limitMs = 1_000): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(limitMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', (error) => {
      const lack = resourceError(error, `cannot try to connect to ${host}`);
      if (lack) reject(lack);
      else settle(false);
    });
  });
}

export type Family = 'IPv4' | 'IPv6';

/**
 * A non-loopback address of this machine, or undefined if it has none. An IPv6 address needs no zone, and is permanent
 * if the system provides that information.
 */
export function machineAddress(family: Family): string | undefined {
  const passing = family === 'IPv6' ? passingAddresses() : [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === family && !address.internal && !address.scopeid)
    .find(({ address }) => !passing.includes(address))?.address;
}

/** Flags of an IPv6 address that is temporary, deprecated, a duplicate or not yet usable. Source: linux/if_addr.h. */
const PASSING = 0x01 | 0x08 | 0x20 | 0x40;

/** The IPv6 addresses that may disappear, from /proc/net/if_inet6. Empty on other systems than Linux. */
function passingAddresses(): string[] {
  let table = '';
  try {
    table = readFileSync('/proc/net/if_inet6', 'utf8');
  } catch {
    // Another system, or a kernel without IPv6.
  }
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , , flags = '0']) => (Number.parseInt(flags, 16) & PASSING) !== 0)
    .map(([hex = '']) => shortened(hex));
}

/** Converts an IPv6 address of 32 hexadecimal digits to its usual notation. */
function shortened(hex: string): string {
  return new URL(`http://[${hex.replace(/(.{4})(?=.)/g, '$1:')}]`).hostname.slice(1, -1);
}
