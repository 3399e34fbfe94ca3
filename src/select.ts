import type { Check } from './check.ts';
import { UsageError } from './errors.ts';
import type { Profile } from './model.ts';

/** Which checks are wanted. */
export interface Selection {
  readonly profiles: readonly Profile[];
  /** Globs over check ids; empty means all. `*` stands for anything. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** True behind a gateway whose recorder shows what arrives: checks that need it are wanted there only; default false. */
  readonly observed?: boolean;
}

/**
 * The wanted checks, in the registry's order. A check that `only` names by itself is taken whatever its profile.
 * Throws UsageError when a pattern matches nothing or nothing is left.
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
  const fit = left.filter(({ id, recorder }) => observed || recorder !== 'required' || only.includes(id));
  if (left.length > 0 && fit.length === 0)
    throw new UsageError('these checks look at what a gateway forwards: give its --url, and --upstream HOST:PORT');
  if (fit.length === 0) throw new UsageError('no check is left to run');
  return fit;
}

/** True when a glob, in which `*` stands for anything, matches the id. */
export function matches(pattern: string, id: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(id);
}
