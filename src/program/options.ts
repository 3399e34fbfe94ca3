import type { StateOptions } from '../../mock/state/state.ts';
import { UsageError } from '../base/errors.ts';
import type { Secrets } from '../base/secrets.ts';
import { matches } from '../checks/select.ts';
import type { ProgramCheck } from './check.ts';

/** Everything that a run of a program needs, defaults filled in. */
export interface ProgramPlan extends Pick<StateOptions, 'script' | 'faults'> {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Variables besides the inherited ones and the PODFLARE_ variables. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Its working directory. */
  readonly cwd?: string | undefined;
  /** Globs over check ids. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** Rule set that decides which checks count and at which level, such as `2026-11`; default the newest. */
  readonly rules?: string | undefined;
  /** Seed for the key and the trace of the program. Default: a fresh one, from which the key is not derived. */
  readonly seed?: string | undefined;
  /** True if a violated SHOULD makes a program not conformant. */
  readonly strict: boolean;
  /** Limit for one run of the program, in milliseconds. */
  readonly timeoutMs: number;
  /** Renders the command that reruns a check. */
  readonly rerun: (check: string) => string;
  /** Ends the run: started processes are stopped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the output of the program as it arrives. The key is not redacted. */
  readonly onOutput?: ((stream: 'stdout' | 'stderr', text: string) => void) | undefined;
  /** Collects the values that no output may show. */
  readonly secrets: Secrets;
}

/** The selected checks. Throws UsageError if a pattern matches nothing, or no check is left. */
export function choose<Seen>(
  checks: readonly ProgramCheck<Seen>[],
  { only = [], skip = [] }: Pick<ProgramPlan, 'only' | 'skip'>,
): readonly ProgramCheck<Seen>[] {
  const unknown = [...only, ...skip].find((pattern) => !checks.some(({ id }) => matches(pattern, id)));
  const family = checks[0]?.family;
  if (unknown !== undefined)
    throw new UsageError(`"${unknown}" matches none of the ${family} checks; "podflare-conformance list" shows them`);
  const left = checks.filter(
    ({ id }) =>
      (only.length === 0 || only.some((pattern) => matches(pattern, id))) &&
      !skip.some((pattern) => matches(pattern, id)),
  );
  if (left.length === 0) throw new UsageError('no check is left to run');
  return left;
}
