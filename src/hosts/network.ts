import { once } from 'node:events';
import { createServer } from 'node:net';
import { lockPort } from './port-lock.ts';
import { canBind, canConnect, type Family, freePort, machineAddress } from './ports.ts';
import { isHeld } from './sockets.ts';

/** The network in which a target's servers listen, as seen from where they run. */
export interface Network {
  /** For messages, such as `this machine`. */
  readonly name: string;
  /** A free port that was not returned before. */
  freePort(): Promise<number>;
  /** True when a server could listen on this address now. */
  canBind(host: string, port: number): Promise<boolean>;
  /** True when something accepts a connection at this address. */
  canConnect(host: string, port: number): Promise<boolean>;
  /** True if connections of an earlier server prevent a server without SO_REUSEADDR from listening on the port. */
  isHeld(port: number): Promise<boolean>;
  /** A non-loopback address at which a server could be reached; undefined if there is none. */
  machineAddress(family: Family): Promise<string | undefined>;
  /**
   * Grants exclusive use of a fixed port among all users of the network. Waits at most `limitMs` milliseconds, or until
   * `signal` aborts. Resolves with a function that releases the port, or with undefined.
   */
  lockPort(port: number, limitMs: number, signal?: AbortSignal): Promise<(() => void) | undefined>;
  /** Listens on the port itself. Resolves to a function that closes the socket. */
  occupy(host: string, port: number): Promise<() => void>;
  /** The looks at the port since the last call, 10 ms apart: true if it was open. */
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
