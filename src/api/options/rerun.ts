import { isSensitive } from '../../base/sensitive.ts';
import { joinWords, shellWord, wordsOf } from '../../base/shell.ts';

/** The options that a rerun repeats. */
export interface RerunOptions {
  readonly url?: string | undefined;
  readonly upstream?: string | undefined;
  readonly command?: string | readonly string[] | undefined;
  readonly image?: string | undefined;
  /** A target that the API was given instead of one of the options above. */
  readonly target?: { readonly kind: string; readonly label: string } | undefined;
  readonly expect?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  readonly probeImage?: string | undefined;
  readonly pull?: string | undefined;
  readonly entrypoint?: string | readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly memory?: string | undefined;
  readonly spec?: string | undefined;
  readonly specAllowRemote?: boolean | undefined;
  readonly rules?: string | undefined;
  readonly seed?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly startTimeoutMs?: number | undefined;
  readonly strict?: boolean | undefined;
}

/** Renders the command that runs one check again, given its id. */
export type Rerun = (check: string) => string;

/** Reruns of a check of hostd. They contain no value of a variable whose name is sensitive, and no key. */
export function rerunOfServer(options: RerunOptions): Rerun {
  const words = [...targetWords(options), ...optionWords(options)];
  return (check) => ['podflare-conformance', ...words, '--only', check].join(' ');
}

/** Reruns of a check of a program. `command` holds the program and its arguments. */
export function rerunOfProgram(name: 'client' | 'mcp', { command = [], ...options }: RerunOptions): Rerun {
  const words = [name, ...optionWords(options)];
  return (check) => ['podflare-conformance', ...words, '--only', check, '--', joinWords(wordsOf(command))].join(' ');
}

const TARGET_OPTIONS: Readonly<Record<string, string>> = { url: '--url', process: '--command', container: '--image' };

function targetWords({ url, upstream, command, image, target }: RerunOptions): string[] {
  if (target) {
    const option = TARGET_OPTIONS[target.kind];
    return option === undefined ? [] : [option, shellWord(target.label)];
  }
  if (command !== undefined)
    return ['--command', shellWord(typeof command === 'string' ? command : joinWords(command))];
  return [
    ...pair('url', url === undefined ? undefined : new URL(url).origin),
    ...pair('image', image),
    ...pair('upstream', upstream),
  ];
}

function optionWords({ expect, args = [], env = {}, cwd, ...rest }: RerunOptions): string[] {
  return [
    ...pair('expect', expect),
    ...args.map((arg) => `--arg=${shellWord(arg)}`),
    ...Object.entries(env).map(([name, value]) =>
      isSensitive(name) ? `--env ${name}="$${name}"` : `--env ${shellWord(`${name}=${value}`)}`,
    ),
    ...pair('cwd', cwd),
    ...pair('probe-image', rest.probeImage),
    ...pair('pull', rest.pull),
    ...pair('entrypoint', rest.entrypoint && joinWords(wordsOf(rest.entrypoint))),
    ...pair('user', rest.user),
    ...pair('memory', rest.memory),
    ...pair('spec', rest.spec),
    ...(rest.specAllowRemote ? ['--spec-allow-remote'] : []),
    ...pair('rules', rest.rules),
    ...pair('seed', rest.seed),
    ...pair('timeout', rest.timeoutMs),
    ...pair('start-timeout', rest.startTimeoutMs),
    ...(rest.strict ? ['--strict'] : []),
  ];
}

function pair(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`--${name} ${shellWord(String(value))}`];
}
