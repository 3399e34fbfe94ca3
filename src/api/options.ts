import { createRequire } from 'node:module';
import { UsageError } from '../base/errors.ts';
import { keyVariable, type Secrets } from '../base/secrets.ts';
import { registerEnvironment } from '../base/sensitive.ts';
import { joinWords, wordsOf } from '../base/shell.ts';
import { PROFILES, type Profile } from '../contract/levels.ts';
import { upstreamAddress } from '../gateway/address.ts';
import { gatewayTarget } from '../gateway/host.ts';
import { containerTarget } from '../hosts/container/host.ts';
import { PULL_POLICIES, type PullPolicy } from '../hosts/container/pull.ts';
import type { Target } from '../hosts/host.ts';
import { processTarget } from '../hosts/process/process.ts';
import { urlTarget } from '../hosts/url.ts';
import type { Shard } from '../model/fleet.ts';
import type { Progress } from '../run/plan.ts';
import { validateLimits } from './options/validate.ts';

/** What to check and how. At most one of `url`, `command`, `image` and `target`; with none, the reference mock is checked. */
export interface CheckOptions {
  /** A hostd that is already running, `http://HOST:PORT`. */
  readonly url?: string | undefined;
  /**
   * `HOST:PORT` of this machine. The suite serves a hostd there, which takes `keys`, or fresh ones; what runs at `url` is a
   * gateway that forwards to it, and is checked by what arrives.
   */
  readonly upstream?: string | undefined;
  /** A hostd to start: a program and its arguments, or a line that is split into words as a shell does. */
  readonly command?: string | readonly string[] | undefined;
  /**
   * A hostd to start from a container image, which needs nothing inside but hostd. Takes the package testcontainers
   * and a container engine.
   */
  readonly image?: string | undefined;
  /** Image of the small container through which one from `image` is reached; default `node:22-slim`. */
  readonly probeImage?: string | undefined;
  /** When images are pulled; default `missing`. */
  readonly pull?: PullPolicy | undefined;
  /** Entrypoint instead of the image's: a program and its arguments, or a line that is split into words. */
  readonly entrypoint?: string | readonly string[] | undefined;
  /** User that hostd runs as, instead of the image's. */
  readonly user?: string | undefined;
  /** Memory that hostd may use in its container: a number of bytes, or of units of b, k, m or g, such as `64m`. */
  readonly memory?: string | undefined;
  /** A target of your own. */
  readonly target?: Target | undefined;
  /** Valid keys of a target that is already running. One that is started gets fresh random keys. */
  readonly keys?: readonly string[] | undefined;
  /** What a target that is already running is meant to be; default `enforced`. `open`: dev mode, or auth disabled. */
  readonly expect?: 'enforced' | 'open' | undefined;
  /** Further arguments for a hostd that is started; for one from `image`, the command instead of the image's. */
  readonly args?: readonly string[] | undefined;
  /** Variables for a hostd that is started, besides those that a command inherits, or that an image sets. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Working directory of a hostd that is started as a command. */
  readonly cwd?: string | undefined;
  /** Groups of checks; default `core`. */
  readonly profiles?: readonly Profile[] | undefined;
  /** Globs over check ids, such as `startup/*`. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** Rule set that says which checks count and at which level, such as `2026-11`; default the newest. */
  readonly rules?: string | undefined;
  /**
   * Text from which everything random in the run follows, the keys of servers that it starts with it: they are predictable
   * then. Default a fresh one, from which keys do not follow; the report shows it.
   */
  readonly seed?: string | undefined;
  /** Only a part of the checks, for several machines: `{ index: 1, count: 4 }` is the first quarter. */
  readonly shard?: Shard | undefined;
  /** True when a broken SHOULD makes a server not conformant; default false. */
  readonly strict?: boolean | undefined;
  /** Limit for one exchange, in milliseconds; default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Limit for one start, and for one refusal to start, in milliseconds; default 10,000. */
  readonly startTimeoutMs?: number | undefined;
  /** Cases that run at the same time against one server; default 8. */
  readonly concurrency?: number | undefined;
  /** File name of an OpenAPI 3 document whose operations below /v1/ are covered too. */
  readonly spec?: string | undefined;
  /**
   * True when a `$ref` of `spec` may lead out of the folder of the document, and by HTTP to other hosts; default false: one
   * that does is a UsageError.
   */
  readonly specAllowRemote?: boolean | undefined;
  /** Ends the run: what was started is stopped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Receives a line about what the run leaves behind, such as a process that it could not end. */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/** Registers the values that no output may show. */
export function register({ keys = [], env = {} }: CheckOptions, secrets: Secrets): void {
  for (const [i, key] of keys.entries()) secrets.add(key, `<key ${i + 1}>`, keyVariable(i));
  registerEnvironment(env, secrets);
}

/**
 * What is wrong with a key that no `Authorization: Bearer` header can carry; undefined when nothing is. Nothing of the
 * key is in the text. Source: RFC 9110, section 5.5.
 */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'is empty';
  const at = key.search(/[^\x21-\x7e\xa1-\xff]/);
  if (at < 0) return undefined;
  const what =
    key.charCodeAt(at) > 0xff
      ? 'a character above U+00FF, which no HTTP header can carry'
      : 'whitespace, a line break or a control character';
  return `has ${what}, at position ${at + 1} of ${key.length}: copy it again`;
}

/** Throws UsageError when the options do not fit together. */
export function validate(options: CheckOptions): void {
  const {
    url,
    upstream,
    command,
    image,
    target,
    keys = [],
    expect,
    args,
    env,
    cwd,
    startTimeoutMs,
    profiles = [],
  } = options;
  const given = [url, command, image, target].filter((value) => value !== undefined);
  if (given.length > 1) throw new UsageError('give one target only: a URL, a command or an image');
  if (url !== undefined) usable(() => urlTarget(url));
  validateUpstream(options);
  const running = url !== undefined || target?.launchable === false;
  if (running && (expect ?? 'enforced') === 'enforced' && keys.length === 0 && upstream === undefined)
    throw new UsageError(
      'a target by URL needs a valid key: give one with --key-file, --key or PODFLARE_API_KEY; or --expect open when it asks for none',
    );
  if (!running && keys.length > 0)
    throw new UsageError('keys are for a target by URL (--url); one that is started gets fresh random keys');
  if (!running && expect !== undefined)
    throw new UsageError('--expect is for a target by URL (--url); one that is started runs in every configuration');
  if ((running || target) && [args, env, cwd].some((value) => value !== undefined))
    throw new UsageError('--arg, --env and --cwd are for a target that is started (--command, --image)');
  if (running && startTimeoutMs !== undefined)
    throw new UsageError('--start-timeout is for a target that is started (--command, --image)');
  validateImage(options);
  for (const [i, key] of keys.entries()) {
    const problem = keyProblem(key);
    if (problem !== undefined) throw new UsageError(`key ${i + 1} ${problem}`);
  }
  const unknown = profiles.find((name) => !PROFILES.includes(name));
  if (unknown !== undefined) throw new UsageError(`there is no profile "${unknown}": ${PROFILES.join(', ')}`);
  validateLimits(options);
}

function validateUpstream({ url, upstream, expect }: CheckOptions): void {
  if (upstream === undefined) return;
  if (url === undefined) throw new UsageError('--upstream is for a gateway that is already running: give its --url');
  if (expect === 'open') throw new UsageError('--upstream serves a hostd that asks for keys: leave out --expect open');
  upstreamAddress(upstream);
}

/** Units of memory, in bytes. */
const UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function validateImage({ image, probeImage, pull, entrypoint, user, memory, cwd }: CheckOptions): void {
  if (image === undefined) {
    if ([probeImage, pull, entrypoint, user, memory].some((value) => value !== undefined))
      throw new UsageError('--probe-image, --pull, --entrypoint, --user and --memory are for --image');
    return;
  }
  if (cwd !== undefined) throw new UsageError('--cwd is for --command; an image has its own working directory');
  for (const [name, value] of Object.entries({ image, 'probe-image': probeImage }))
    if (value !== undefined && !/^[a-z\d][\w./:@-]*$/i.test(value))
      throw new UsageError(`--${name} "${value}" is not the name of an image`);
  if (pull !== undefined && !PULL_POLICIES.includes(pull))
    throw new UsageError(`--pull is one of ${PULL_POLICIES.join(', ')}, not "${pull}"`);
  if (memory !== undefined) bytesOf(memory);
}

function bytesOf(memory: string): number {
  const [, digits, unit = 'b'] = /^(\d+)([bkmg]?)$/i.exec(memory) ?? [];
  if (digits === undefined) throw new UsageError(`--memory is a number with b, k, m or g behind it, not "${memory}"`);
  const bytes = Number(digits) * (UNITS[unit.toLowerCase() || 'b'] ?? 1);
  if (bytes < 6 * 1024 ** 2) throw new UsageError(`--memory ${memory}: no container starts with less than 6m`);
  return bytes;
}

/** The target that the options name. */
export function targetOf(options: CheckOptions): Target {
  const { url, upstream, command, image, target, keys = [] } = options;
  if (target) return target;
  if (url !== undefined) {
    const running = usable(() => urlTarget(url));
    return upstream === undefined ? running : gatewayTarget(running, upstreamAddress(upstream), keys);
  }
  if (image !== undefined) return imageTarget(image, options);
  const program = command ?? [process.execPath, createRequire(import.meta.url).resolve('#mock-main')];
  const words = [...wordsOf(program), ...(options.args ?? [])];
  const named = command === undefined ? undefined : typeof command === 'string' ? command : joinWords(command);
  return processTarget({
    command: words,
    label: named ?? 'the reference mock',
    ...(options.env && { env: options.env }),
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  });
}

function imageTarget(image: string, options: CheckOptions): Target {
  const { probeImage, pull, env, args, entrypoint, user, memory } = options;
  return containerTarget({
    image,
    ...(probeImage !== undefined && { probeImage }),
    ...(pull && { pull }),
    ...(env && { env }),
    ...(args && { args }),
    ...(entrypoint !== undefined && { entrypoint: wordsOf(entrypoint) }),
    ...(user !== undefined && { user }),
    ...(memory !== undefined && { memory: bytesOf(memory) }),
  });
}

function usable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
