import type { Wire } from '../http/client.ts';
import type { ConfigurationName } from './configurations.ts';
import type { Printed } from './launch.ts';

/** A hostd under one configuration, as checks see it. */
export interface Server {
  readonly name: ConfigurationName;
  /** The configured keys, even when auth is off. */
  readonly keys: readonly string[];
  /** Sends requests to the server. */
  readonly wire: Wire;
  /** What the server has printed. Empty for a server given by URL. */
  readonly output: Printed;
  /** The port on which the server listens in its own network. */
  readonly port: number;
  /** Addresses on which something listens on its port; undefined when there is no readable socket table. */
  listening(): Promise<readonly string[] | undefined>;
  /** Runs `make` the first time that it is called with `what`, and resolves to its result every time. */
  once<T>(what: unknown, make: () => Promise<T>): Promise<T>;
}

/** The network in which launched servers listen, as checks see it. */
export interface ServerNetwork {
  /** For messages, such as `this machine`. */
  readonly name: string;
  /** An address that is not loopback; undefined when there is none. */
  machineAddress(family: 'IPv4' | 'IPv6'): Promise<string | undefined>;
  /** True when something accepts a connection there. */
  canConnect(host: string, port: number): Promise<boolean>;
}
