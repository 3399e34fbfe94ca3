import type { Exit } from '../checks/launch.ts';
import type { Recorder } from '../checks/recorder.ts';
import type { Endpoint } from '../http/connection.ts';
import type { Network } from './network.ts';
import type { Output } from './output.ts';

/** The environment and address of one launch of hostd. */
export interface Launch {
  /** For messages: the name of the configuration. */
  readonly name: string;
  /** The PODFLARE_ variables of this launch. `undefined` unsets a variable. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Host and port at which the suite reaches it. */
  readonly host: string;
  readonly port: number;
  /** True if the server must refuse to start. Its port is then watched from the beginning. */
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

/** A hostd under one configuration: a running process, or only an address for a target given by URL. */
export interface Running {
  readonly endpoint: Endpoint;
  /** The address where the server listens in its target's network, if it differs from the one that the suite uses. */
  readonly listens?: { readonly host: string; readonly port: number };
  /** Value of the Host line. */
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
  /** Addresses on which something listens at its port. Undefined where the system has no socket table. */
  listening(): Promise<readonly string[] | undefined>;
}

/** Something that can be checked. Targets know nothing of checks. */
export interface Target {
  /** What sort of target it is, for the report: `url`, `process`, `container` or a name of your own. */
  readonly kind: string;
  /** For messages. Contains no key. */
  readonly label: string;
  /** True when the suite may launch it under its own configurations. */
  readonly launchable: boolean;
  /** True for a gateway behind which the suite records requests. */
  readonly observed?: true;
  /** How many servers may run at the same time. Default: depends on the number of cores. */
  readonly atOnce?: number;
  /** The network in which its servers listen. Default: that of this machine. */
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
   * Stops everything that still runs, kills it after `graceMs` milliseconds (default 0), and releases the target's
   * resources. No launch is possible afterwards.
   */
  close(graceMs?: number): Promise<void>;
  /** One line for each process that still runs although the target is closed. */
  left?(): readonly string[];
}
