// Generated from src/api/options/table.ts by scripts/generate.ts. Do not edit.
import type { Shard } from '../../model/fleet.ts';

/** The options of `checkHostd` that the command line has too. */
export interface RunProperties {
  /** Check a hostd that is already running at http://HOST:PORT. */
  readonly url?: string | undefined;
  /** A hostd to start: a program and its arguments, or a line that is split into words as a shell would. */
  readonly command?: string | readonly string[] | undefined;
  /**
   * Start hostd from a container image and check it. The image needs nothing but hostd. Requires a container engine
   * and the package testcontainers.
   */
  readonly image?: string | undefined;
  /** Valid keys of a target that is already running. Targets that are started get fresh random keys. */
  readonly keys?: readonly string[] | undefined;
  /**
   * Whether a target that is already running should ask for keys; `open` is dev mode, or auth disabled. Default
   * `enforced`.
   */
  readonly expect?: 'enforced' | 'open' | undefined;
  /**
   * `HOST:PORT` of this machine. The suite serves a hostd there, which takes `keys`, or fresh keys if there are none.
   * The target at `url` is a gateway that forwards to it.
   */
  readonly upstream?: string | undefined;
  /** Add an argument to the `command` target. For `image`, the arguments replace the image's command. */
  readonly args?: readonly string[] | undefined;
  /** Variables for a target that is started, besides those that a command inherits or an image sets. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Start the `command` target in this directory. */
  readonly cwd?: string | undefined;
  /**
   * Reach the `image` target through a container of this image, which needs Node 18.3 or newer on its PATH. Default
   * `node:22-slim`.
   */
  readonly probeImage?: string | undefined;
  /** When to pull images: never, missing or always. Default `missing`. */
  readonly pull?: 'never' | 'missing' | 'always' | undefined;
  /** Entrypoint instead of the image's: a program and its arguments, or a line that is split into words. */
  readonly entrypoint?: string | readonly string[] | undefined;
  /** Run the `image` target as this user instead of the image's. */
  readonly user?: string | undefined;
  /** Limit the memory of the `image` target: a number of bytes, or with the unit k, m or g, such as 64m. */
  readonly memory?: string | undefined;
  /** Groups of checks. Default `core`. */
  readonly profiles?: readonly ('core' | 'api' | 'http')[] | undefined;
  /** Run only checks whose id matches, such as 'startup/*'. */
  readonly only?: readonly string[] | undefined;
  /** Do not run checks whose id matches. */
  readonly skip?: readonly string[] | undefined;
  /** Also cover the operations below /v1/ of this OpenAPI 3 document. Operations without "security: []" need a key. */
  readonly spec?: string | undefined;
  /**
   * True to follow each `$ref` of `spec` that leads out of the folder of the document, or by HTTP to other hosts.
   * Otherwise such a `$ref` is a UsageError. Default false.
   */
  readonly specAllowRemote?: boolean | undefined;
  /** Run only a part of the checks, to split a run between machines: `{ index: 1, count: 4 }` is the first quarter. */
  readonly shard?: Shard | undefined;
  /**
   * Judge by the rule set of a release, such as 2026-11. Checks added later are shown but do not count. The default is
   * the newest set.
   */
  readonly rules?: string | undefined;
  /** Fail the run on a violated SHOULD too. Default false. */
  readonly strict?: boolean | undefined;
  /**
   * Seed for everything random in the run, including the keys of servers that are started. The default is a fresh
   * seed, which the report states and from which no key is derived.
   */
  readonly seed?: string | undefined;
  /** Limit for one exchange. In milliseconds; default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Limit for one launch, and for one refusal to start. In milliseconds; default 10,000. */
  readonly startTimeoutMs?: number | undefined;
  /** Number of cases that run at the same time against one server. Default 8. */
  readonly concurrency?: number | undefined;
}

/** The options of `checkFleet` that the command line has too. */
export interface FleetProperties {
  /** Groups of checks. Default `core`. */
  readonly profiles?: readonly ('core' | 'api' | 'http')[] | undefined;
  /** Run only checks whose id matches, such as 'startup/*'. */
  readonly only?: readonly string[] | undefined;
  /** Do not run checks whose id matches. */
  readonly skip?: readonly string[] | undefined;
  /** Also cover the operations below /v1/ of this OpenAPI 3 document. Operations without "security: []" need a key. */
  readonly spec?: string | undefined;
  /**
   * True to follow each `$ref` of `spec` that leads out of the folder of the document, or by HTTP to other hosts.
   * Otherwise such a `$ref` is a UsageError. Default false.
   */
  readonly specAllowRemote?: boolean | undefined;
  /** Run only a part of the checks, to split a run between machines: `{ index: 1, count: 4 }` is the first quarter. */
  readonly shard?: Shard | undefined;
  /**
   * Judge by the rule set of a release, such as 2026-11. Checks added later are shown but do not count. The default is
   * the newest set.
   */
  readonly rules?: string | undefined;
  /** Fail the run on a violated SHOULD too. Default false. */
  readonly strict?: boolean | undefined;
  /**
   * Seed for everything random in the run, including the keys of servers that are started. The default is a fresh
   * seed, which the report states and from which no key is derived.
   */
  readonly seed?: string | undefined;
  /** Limit for one exchange. In milliseconds; default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Number of cases that run at the same time against one server. Default 8. */
  readonly concurrency?: number | undefined;
  /** Number of `targets` that are checked at the same time. Default 4. */
  readonly parallel?: number | undefined;
}

/** The options of `checkClient` and `checkMcp` that the command line has too. */
export interface ProgramProperties {
  /** Run only checks whose id matches, such as 'startup/*'. */
  readonly only?: readonly string[] | undefined;
  /** Do not run checks whose id matches. */
  readonly skip?: readonly string[] | undefined;
  /**
   * Judge by the rule set of a release, such as 2026-11. Checks added later are shown but do not count. The default is
   * the newest set.
   */
  readonly rules?: string | undefined;
  /** Fail the run on a violated SHOULD too. Default false. */
  readonly strict?: boolean | undefined;
  /** Variables for the program, besides those that it inherits and the PODFLARE_ variables. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Run the program in this directory. */
  readonly cwd?: string | undefined;
  /**
   * Seed for the key and the trace of the program. The default is a fresh seed, which the report states and from which
   * the key is not derived.
   */
  readonly seed?: string | undefined;
  /** Limit for one run of the program. In milliseconds; default 120,000. */
  readonly timeoutMs?: number | undefined;
}
