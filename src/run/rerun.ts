import { isSensitive } from '../base/sensitive.ts';
import { joinWords, shellWord, wordsOf } from '../base/shell.ts';

/** The options that a rerun repeats. */
export interface RerunOptions {
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

/** The command line of the options besides the target, for a run that sees the same. */
export function rerunOptions({ expect, args = [], env = {}, cwd, ...rest }: RerunOptions): string[] {
  const pair = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${name} ${shellWord(String(value))}`];
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
