import pLimit from 'p-limit';
import { checks } from '../../suites/index.ts';
import { exitCodeOf, UsageError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { version } from '../base/version.ts';
import { select } from '../checks/select.ts';
import { contractHash, contractVersion } from '../contract/contract.ts';
import { type Covered, coveredBy } from '../contract/covered.ts';
import { PROFILES } from '../contract/levels.ts';
import { reduced, textOf } from '../fleet/reduce.ts';
import { shareOf } from '../fleet/shard.ts';
import { verdictOf } from '../fleet/verdict.ts';
import { shownUrl } from '../hosts/shown-url.ts';
import type { CheckText, Fleet, FleetTarget } from '../model/fleet.ts';
import type { Report } from '../model/report.ts';
import { ruleSet } from '../run/rules.ts';
import { type CheckOptions, checkCovered } from './check-hostd.ts';
import type { FleetProperties } from './options/properties.ts';
import { withDefaults } from './options/table.ts';
import { validateValues } from './options/validate.ts';

/** A hostd of a fleet. */
export type FleetMember = Pick<CheckOptions, 'expect' | 'keys'> & { readonly url: string };

/** Which hostds to check, and how to check each. */
export interface FleetOptions extends FleetProperties, Pick<CheckOptions, 'signal'> {
  readonly targets: readonly FleetMember[];
  /** Called after each target, with the number of targets that are done and how many of them are not conformant. */
  readonly onTarget?: ((progress: { done: number; total: number; failed: number }) => void) | undefined;
}

/**
 * Checks many running hostds. Memory grows by a few kilobytes per target. If a target cannot be checked, its entry
 * holds the error, and the other targets are still checked.
 * @throws UsageError when the options do not fit together
 */
export async function checkFleet(options: FleetOptions): Promise<Fleet> {
  validateValues('run', options);
  const { targets: all, parallel: _, onTarget, shard, ...rest } = options;
  const members = shard ? shareOf(all, shard, 'target') : all;
  if (members.length === 0) throw new UsageError('there is no target to check');
  const { parallel, profiles, strict = false, only = [], skip = [] } = withDefaults('run', options);
  const rules = ruleSet(options.rules).name;
  select(checks, { profiles, only, skip });
  const covered = await coveredBy(options);
  const { seed } = new Random(options.seed);
  const startedAt = new Date();
  const since = performance.now();
  const texts = new Map<string, CheckText>();
  const limit = pLimit(parallel);
  const progress = { done: 0, total: members.length, failed: 0 };
  const checked = members.map((member) =>
    limit(async () => {
      const target = await checkMember({ ...rest, seed, ...member }, covered, texts);
      progress.done += 1;
      if (target.exitCode !== 0) progress.failed += 1;
      onTarget?.({ ...progress });
      return target;
    }),
  );
  const targets = await Promise.all(checked);
  return {
    ...{ schemaVersion: 1, kind: 'fleet' },
    suite: { name: 'podflare-conformance', version },
    contract: { version: contractVersion, sha256: contractHash },
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - since),
    profiles: PROFILES.filter((name) => profiles.includes(name)),
    ...{ strict, rules, seed },
    ...verdictOf(targets),
    ...(shard && { shard: { ...shard, total: all.length } }),
    ...(covered.spec && { spec: covered.spec }),
    ...{ checks: [...texts.values()], targets },
  };
}

async function checkMember(
  options: CheckOptions & FleetMember,
  covered: Covered,
  texts: Map<string, CheckText>,
): Promise<FleetTarget> {
  options.signal?.throwIfAborted();
  let report: Report;
  try {
    report = await checkCovered(options, async () => covered);
  } catch (error) {
    options.signal?.throwIfAborted();
    const code = error instanceof Error ? exitCodeOf(error) : undefined;
    const message = error instanceof Error ? error.message : String(error);
    if (code === 2 || code === 3) return { label: shownUrl(options.url), exitCode: code, error: message };
    return {
      label: shownUrl(options.url),
      exitCode: 4,
      error: `a bug in podflare-conformance, please report it: ${message}`,
    };
  }
  for (const check of report.checks) if (!texts.has(check.id)) texts.set(check.id, textOf(check));
  return reduced(report);
}
