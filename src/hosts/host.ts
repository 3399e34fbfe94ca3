import type { Exit } from '../checks/launch.ts';
import type { Recorder } from '../checks/recorder.ts';
import type { Endpoint } from '../http/connection.ts';
import type { Network } from './network.ts';
import type { Output } from './output.ts';

/** What a launched hostd is told, and where it is then to be reached. */
export interface Launch {
  /** For messages: the name of the configuration. */
  readonly name: string;
  /** The PODFLARE_ variables of this launch; `undefined` makes sure that one is not set. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Host and port at which it is to answer. */
  readonly host: string;
  readonly port: number;
  /** True when it is to refuse: whether its port opens is to be watched from the very start. */
  readonly refuses?: boolean;
}

/** The variables by which hostd is configured; a launch sets them, and none is inherited. */
export const HOSTD_VARIABLES = [
  'PODFLARE_API_KEY',
  'PODFLARE_API_KEYS',
  'PODFLARE_AUTH_DISABLED',
  'PODFLARE_HOSTD_ADDR',
  'PODFLARE_LOG_FORMAT',
] as const;

/** A hostd under one configuration: a running process, or just an address for a target given by URL. */
export interface Running {
  readonly endpoint: Endpoint;
  /** Where it listens in its target's network, when that is not where the suite reaches it. */
  readonly listens?: { readonly host: string; readonly port: number };
  /** Value of the Host line. */
  readonly authority: string;
  readonly output: Output;
  /** Undefined while it runs. */
  readonly exit: Exit | undefined;
  /** What arrives behind it, where it is a gateway. */
  readonly recorder?: Recorder;
  /** Settles when it has ended and its output has been read to the end. Never for a URL. */
  readonly exited: Promise<Exit>;
  /**
   * Asks it to end (SIGTERM), ends it by force after `graceMs` milliseconds, and leaves nothing of it behind.
   * Resolves with true when it ended by itself.
   */
  stop(graceMs: number): Promise<boolean>;
  /** Addresses on which something listens at its port, from the system's socket table; undefined where there is none. */
  listening(): Promise<readonly string[] | undefined>;
}

/** Something that can be checked. Targets know nothing of checks. */
export interface Target {
  /** What sort of target it is, for the report: `url`, `process`, `container` or a name of your own. */
  readonly kind: string;
  /** For people; contains no key. */
  readonly label: string;
  /** True when the suite may start it under configurations of its own. */
  readonly launchable: boolean;
  /** True for a gateway behind which the suite sees what arrives: its instances have a recorder. */
  readonly observed?: true;
  /** How many of its servers may run at the same time at most; default: what the machine's cores allow. */
  readonly atOnce?: number;
  /** Where its servers listen; default: the network of this machine. */
  readonly network?: Network;
  /**
   * Gets ready what every start needs; called once before the first.
   * @throws TargetError when this target cannot be started at all
   * @throws UsageError when what it needs cannot be had as the user asked for it
   */
  open?(): Promise<void>;
  /** Starts it. Does not wait for it to answer. Throws TargetError when it cannot be started at all. */
  start(launch: Launch): Promise<Running>;
  /**
   * Ends everything that is still running, by force after `graceMs` milliseconds (default 0), and gives back what the
   * target holds. Nothing is started after it.
   */
  close(graceMs?: number): Promise<void>;
  /** What still runs although the target is closed, as lines for a person. */
  left?(): readonly string[];
}
