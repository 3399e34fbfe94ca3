import { UsageError } from '../base/errors.ts';
import type { Profile } from '../contract/levels.ts';
import type { Check } from './check.ts';
import { configurations } from './configurations.ts';

/** Which checks to run. */
export interface Selection {
  readonly profiles: readonly Profile[];
  /** Globs over check ids. Empty selects all. `*` matches any text. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** True for a gateway with a recorder behind it. Default false. */
  readonly observed?: boolean;
}

/**
 * The selected checks, in the order of the registry. `only` selects checks of any profile.
 * @throws UsageError when a pattern matches no check, or no check is left
 */
export function select(checks: readonly Check[], { profiles, only, skip, observed = false }: Selection): Check[] {
  for (const pattern of [...only, ...skip]) {
    if (!checks.some(({ id }) => matches(pattern, id)))
      throw new UsageError(`"${pattern}" matches no check; "podflare-conformance list" shows them all`);
  }
  const wanted = checks.filter(({ id, profile }) =>
    only.length > 0 ? only.some((pattern) => matches(pattern, id)) : profiles.includes(profile),
  );
  const left = wanted.filter(({ id }) => !skip.some((pattern) => matches(pattern, id)));
  const fit = left.filter((check) => fits(check, observed) || only.includes(check.id));
  if (left.length > 0 && fit.length === 0)
    throw new UsageError(
      observed
        ? 'these checks are about the start of a hostd, and not about a gateway: leave out --upstream'
        : 'these checks look at what a gateway forwards: give its --url, and --upstream HOST:PORT',
    );
  if (fit.length === 0) throw new UsageError('no check is left to run');
  return fit;
}

/**
 * A gateway run has the checks of forwarded requests and those of a hostd that enforces keys, but none that launches
 * hostd. Any other run has no check of forwarded requests.
 */
function fits({ recorder, on, needsLaunch = false }: Check, observed: boolean): boolean {
  if (!observed) return recorder !== 'required';
  if (recorder !== undefined) return true;
  return !needsLaunch && on !== 'launch' && on.some((name) => configurations[name].mode === 'enforced');
}

/** True when the glob matches the id. `*` matches any text. */
export function matches(pattern: string, id: string): boolean {
  return matcherOf(pattern)(id);
}

/** Compiles a glob into a predicate over ids. Matching takes linear time. */
export function matcherOf(pattern: string): (id: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (id) => id === pattern;
  return (id) => {
    if (!id.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = id.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return id.length - last.length >= at && id.endsWith(last);
  };
}
