import { once } from 'node:events';
import { createServer } from 'node:net';
import { lockPort } from './port-lock.ts';
import { canBind, canConnect, type Family, freePort, machineAddress } from './ports.ts';
import { isHeld } from './sockets.ts';

/** What is known, from the place where a target's servers run, of the network that they listen in. */
export interface Network {
  /** For messages, such as `this machine`. */
  readonly name: string;
  /** A port on which nothing listens, and which was not given out before. */
  freePort(): Promise<number>;
  /** True when a server could listen there now. */
  canBind(host: string, port: number): Promise<boolean>;
  /** True when something accepts a connection there. */
  canConnect(host: string, port: number): Promise<boolean>;
  /** Whether connections of an earlier server keep one that does not set SO_REUSEADDR from listening at the port. */
  isHeld(port: number): Promise<boolean>;
  /** An address that is not loopback and at which a server could be reached; undefined when there is none. */
  machineAddress(family: Family): Promise<string | undefined>;
  /**
   * Makes those who share the network take turns at a fixed port. Waits at most `limitMs` milliseconds, and no
   * longer than `signal` allows; resolves with the function that lets the next one in, or with undefined.
   */
  lockPort(port: number, limitMs: number, signal?: AbortSignal): Promise<(() => void) | undefined>;
  /** Listens there itself; resolves with the function that ends it. */
  occupy(host: string, port: number): Promise<() => void>;
  /** Whether the port was found open, look by look since the last call; 10 ms lie between two looks. */
  looks(host: string, port: number): Promise<readonly boolean[]>;
}

/** The network of the machine on which the suite runs. */
export const thisMachine: Network = {
  name: 'this machine',
  freePort,
  canBind,
  canConnect,
  isHeld,
  lockPort,
  machineAddress: (family) => Promise.resolve(machineAddress(family)),
  async occupy(host, port) {
    const occupant = createServer();
    await once(occupant.listen(port, host), 'listening');
    return () => occupant.close();
  },
  looks: async (host, port) => [await canConnect(host, port)],
};
