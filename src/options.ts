import { createRequire } from 'node:module';
import { joinWords, shellWord, splitCommand } from './command.ts';
import { PROFILES, type Profile } from './model.ts';
import type { Progress } from './runner.ts';
import type { Secrets } from './secrets.ts';
import { UsageError } from './select.ts';
import { processTarget } from './target/process.ts';
import type { Target } from './target/target.ts';
import { urlTarget } from './target/url.ts';

/** What to check and how. At most one of `url`, `command` and `target`; with none, the reference mock is checked. */
export interface CheckOptions {
  /** A hostd that is already running, `http://HOST:PORT`. */
  readonly url?: string | undefined;
  /** A hostd to start: a program and its arguments, or a line that is split into words as a shell does. */
  readonly command?: string | readonly string[] | undefined;
  /** A target of your own. */
  readonly target?: Target | undefined;
  /** Valid keys of a target that is already running. One that is started gets fresh random keys. */
  readonly keys?: readonly string[] | undefined;
  /** What a target that is already running is meant to be; default `enforced`. `open`: dev mode, or auth disabled. */
  readonly expect?: 'enforced' | 'open' | undefined;
  /** Further arguments for a hostd that is started. */
  readonly args?: readonly string[] | undefined;
  /** Variables for a hostd that is started, besides those that are inherited. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Working directory of a hostd that is started. */
  readonly cwd?: string | undefined;
  /** Groups of checks; default `core`. */
  readonly profiles?: readonly Profile[] | undefined;
  /** Globs over check ids, such as `startup/*`. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
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
  /** Ends the run: what was started is stopped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Names of variables whose values no report may show. */
const SENSITIVE = /key|token|secret|passw|credential/i;

/** Makes the values known that must not be shown. */
export function register({ keys = [], env = {} }: CheckOptions, secrets: Secrets): void {
  for (const [i, key] of keys.entries())
    secrets.add(key, `<key ${i + 1}>`, i === 0 ? '$PODFLARE_API_KEY' : `$PODFLARE_API_KEY_${i + 1}`);
  for (const [name, value] of Object.entries(env)) if (SENSITIVE.test(name)) secrets.add(value, `$${name}`);
}

/** Throws UsageError when the options do not fit together. */
export function validate(options: CheckOptions): void {
  const { url, command, target, keys = [], expect, args, env, cwd, startTimeoutMs, profiles = [] } = options;
  const given = [url, command, target].filter((value) => value !== undefined);
  if (given.length > 1) throw new UsageError('give one target only: a URL or a command');
  if (url !== undefined) urlTarget(url);
  const running = url !== undefined || target?.launchable === false;
  if (running && (expect ?? 'enforced') === 'enforced' && keys.length === 0)
    throw new UsageError(
      'a target by URL needs a valid key: give one with --key-file, --key or PODFLARE_API_KEY; or --expect open when it asks for none',
    );
  if (!running && keys.length > 0)
    throw new UsageError('keys are for a target by URL (--url); one that is started gets fresh random keys');
  if (!running && expect !== undefined)
    throw new UsageError('--expect is for a target by URL (--url); one that is started runs in every configuration');
  if ((running || target) && [args, env, cwd].some((value) => value !== undefined))
    throw new UsageError('--arg, --env and --cwd are for a target that is started (--command)');
  if (running && startTimeoutMs !== undefined)
    throw new UsageError('--start-timeout is for a target that is started (--command)');
  for (const [i, key] of keys.entries())
    if (/[\s\x00-\x1f\x7f]/.test(key) || key === '')
      throw new UsageError(`key ${i + 1} is empty, or has a blank or a control character in it`);
  const unknown = profiles.find((name) => !PROFILES.includes(name));
  if (unknown !== undefined) throw new UsageError(`there is no profile "${unknown}": ${PROFILES.join(', ')}`);
  for (const name of ['timeoutMs', 'startTimeoutMs', 'concurrency'] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new UsageError(`${name} must be a whole number above 0`);
  }
}

/** The target that the options name. */
export function targetOf(options: CheckOptions): Target {
  const { url, command, target } = options;
  if (target) return target;
  if (url !== undefined) {
    const given = usable(() => urlTarget(url));
    return { ...given, cli: [given.cli, ...rerunOptions(options)].join(' ') };
  }
  const program = command ?? [process.execPath, createRequire(import.meta.url).resolve('#mock-main')];
  const words = [...(typeof program === 'string' ? splitCommand(program) : program), ...(options.args ?? [])];
  const named = command === undefined ? undefined : typeof command === 'string' ? command : joinWords(command);
  return processTarget({
    command: words,
    label: named ?? 'the reference mock',
    cli: [...(named === undefined ? [] : ['--command', shellWord(named)]), ...rerunOptions(options)].join(' '),
    ...(options.env && { env: options.env }),
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  });
}

/** The options besides the target that a later run needs to see the same. */
function rerunOptions({ expect, args = [], env = {}, cwd, ...rest }: CheckOptions): string[] {
  const pair = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${name} ${shellWord(String(value))}`];
  return [
    ...pair('expect', expect),
    ...args.map((arg) => `--arg=${shellWord(arg)}`),
    ...Object.entries(env).map(([name, value]) =>
      SENSITIVE.test(name) ? `--env ${name}="$${name}"` : `--env ${shellWord(`${name}=${value}`)}`,
    ),
    ...pair('cwd', cwd),
    ...pair('spec', rest.spec),
    ...pair('timeout', rest.timeoutMs),
    ...pair('start-timeout', rest.startTimeoutMs),
    ...(rest.strict ? ['--strict'] : []),
  ];
}

function usable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
