import type { Exit } from '../checks/launch.ts';
import type { Recorder } from '../checks/recorder.ts';
import type { Endpoint } from '../http/connection.ts';
import type { Network } from './network.ts';
import type { Output } from './output.ts';

/** The environment and address of one launch of hostd. */
export interface Launch {
  /** The name of the configuration, for messages. */
  readonly name: string;
  /** The PODFLARE_ variables of this launch. `undefined` unsets a variable. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Host and port at which the suite reaches the server. */
  readonly host: string;
  readonly port: number;
  /** True if the server must refuse to start. Its port is then watched from the start. */
  readonly refuses?: boolean;
}

/** The variables that configure hostd. A launch sets them, and they are never inherited. */
export const HOSTD_VARIABLES = [
  'PODFLARE_API_KEY',
  'PODFLARE_API_KEYS',
  'PODFLARE_AUTH_DISABLED',
  'PODFLARE_HOSTD_ADDR',
  'PODFLARE_LOG_FORMAT',
] as const;

/** A hostd under one configuration: a running process, or only an address if the target is a URL. */
export interface Running {
  readonly endpoint: Endpoint;
  /** The address on which the server listens in its own network, if it differs from `endpoint`. */
  readonly listens?: { readonly host: string; readonly port: number };
  /** Value of the Host header. */
  readonly authority: string;
  readonly output: Output;
  /** How the server exited; undefined while it runs. */
  readonly exit: Exit | undefined;
  /** The recorder behind the server, if it is a gateway. */
  readonly recorder?: Recorder;
  /** Resolves when the server has exited and its output has ended. Never resolves for a URL. */
  readonly exited: Promise<Exit>;
  /**
   * Sends SIGTERM, kills the server after `graceMs` milliseconds, and leaves no process behind. Resolves to true if the
   * server exited by itself.
   */
  stop(graceMs: number): Promise<boolean>;
  /** Addresses on which something listens at the server's port. Undefined on systems without a socket table. */
  listening(): Promise<readonly string[] | undefined>;
}

/** Something that can be checked. Targets do not depend on checks. */
export interface Target {
  /** The kind of target, for the report: `url`, `process`, `container` or a name of your own. */
  readonly kind: string;
  /** The name of the target in messages. Contains no key. */
  readonly label: string;
  /** True if the suite may launch the target under its own configurations. */
  readonly launchable: boolean;
  /** True for a gateway whose forwarded requests the suite records. */
  readonly observed?: true;
  /** How many servers may run at the same time. Default: depends on the number of cores. */
  readonly atOnce?: number;
  /** The network in which the target's servers listen. Default: this machine's. */
  readonly network?: Network;
  /**
   * Prepares all launches. Called once, before the first one.
   * @throws TargetError when the target cannot be launched at all
   * @throws UsageError when an option of the user cannot be satisfied
   */
  open?(): Promise<void>;
  /** Launches a server without waiting for a response. Throws TargetError when it cannot be launched at all. */
  start(launch: Launch): Promise<Running>;
  /**
   * Stops all servers, kills them after `graceMs` milliseconds (default 0), and releases the target's resources. No
   * launch is possible afterwards.
   */
  close(graceMs?: number): Promise<void>;
  /** One line for each process that is still running after the target was closed. */
  left?(): readonly string[];
}
