import { exitCodeWith } from '../../baseline/baseline.ts';
import { ruleSets } from '../../contract/generated/rule-sets.ts';
import { verdictOf } from '../../fleet/verdict.ts';
import type { Fleet, FleetTarget } from '../../model/fleet.ts';
import { type CheckResult, type Counts, count, type Report, worst } from '../../model/report.ts';
import { judged } from '../../run/rules.ts';

/**
 * Says which claim of a stored run does not follow from its cases: an outcome, a counter, the verdict or the exit code.
 * Undefined if all of them do. This detects reports that were edited by hand or from which checks were removed.
 */
export function unfoundedIn(report: Report): string | undefined {
  const { checks, summary, baseline, rules } = report;
  const expected = judged(report);
  const exitCode = baseline
    ? exitCodeWith({ ...report, exitCode: expected.exitCode }, checks, baseline.problems)
    : expected.exitCode;
  const excused = checks.filter(({ excuse }) => excuse !== undefined).length;
  return (
    first(checks, unfoundedOutcome) ??
    first(checks, (check) => unfoundedPardon(check, rules)) ??
    counters(summary.checks, count(checks)) ??
    differs(
      'number of cases',
      summary.cases,
      checks.reduce((sum, { cases }) => sum + cases.length, 0),
    ) ??
    differs('number of excused checks', baseline?.excused ?? excused, excused) ??
    differs('verdict', report.verdict, expected.verdict) ??
    differs('exit code', report.exitCode, exitCode)
  );
}

/** Like `unfoundedIn`, for a fleet, which stores the outcomes of checks but few of their cases. */
export function unfoundedInFleet(fleet: Fleet): string | undefined {
  const levels = new Map(fleet.checks.map(({ id, level }) => [id, level]));
  const expected = verdictOf(fleet.targets);
  return (
    first(fleet.targets, (target) => unfoundedTarget(target, fleet, levels)) ??
    differs('verdict', fleet.verdict, expected.verdict) ??
    differs('exit code', fleet.exitCode, expected.exitCode)
  );
}

function unfoundedTarget(
  { error, results = [], summary, verdict, exitCode }: FleetTarget,
  { strict }: Fleet,
  levels: ReadonlyMap<string, CheckResult['level']>,
): string | undefined {
  if (error !== undefined) {
    if (verdict === 'conformant') return 'a target that could not be checked is conformant';
    return exitCode < 2 ? `a target that could not be checked has the exit code ${exitCode}` : undefined;
  }
  const checks = results.map((result) => ({ ...result, level: levels.get(result.id) ?? 'must' }));
  const expected = judged({ checks, strict });
  return (
    first(checks, ({ id, outcome, case: shown }) =>
      shown && shown.outcome !== outcome
        ? `the check ${id} is ${outcome}, and its case is ${shown.outcome}`
        : undefined,
    ) ??
    (summary && counters(summary.checks, count(checks))) ??
    differs('verdict of a target', verdict, expected.verdict) ??
    // A stopped run has exit code 1, whatever its few checks say.
    (exitCode === 1 && expected.exitCode === 2
      ? undefined
      : differs('exit code of a target', exitCode, expected.exitCode))
  );
}

/** The levels that an outcome can have. A `fail` can have any level, since an open server fails every check. */
const LEVEL_OF: Partial<Record<CheckResult['outcome'], CheckResult['level']>> = { warn: 'should', note: 'may' };

function unfoundedOutcome({ id, outcome, level, cases }: CheckResult): string | undefined {
  const expected = worst(cases.map((item) => item.outcome));
  if (outcome !== expected) return `the check ${id} is ${outcome}, but its cases say ${expected}`;
  const needed = LEVEL_OF[outcome];
  return needed === undefined || needed === level
    ? undefined
    : `the check ${id} is a ${level} and its outcome ${outcome}`;
}

/** A check may be marked as new only if the run's rule set does not have it. */
function unfoundedPardon({ id, newSince }: CheckResult, rules: string | undefined): string | undefined {
  if (newSince === undefined) return undefined;
  const known = Object.hasOwn(ruleSets, newSince) && Object.hasOwn(ruleSets[newSince] ?? {}, id);
  return newSince === rules && !known ? undefined : `the check ${id} is not new since the rule set ${newSince}`;
}

function counters(stored: Counts, expected: Counts): string | undefined {
  const names = Object.keys(expected) as (keyof Counts)[];
  return first(names, (name) => differs(`number of checks with the outcome ${name}`, stored[name], expected[name]));
}

function differs<T extends string | number>(what: string, stored: T | undefined, expected: T): string | undefined {
  return stored === expected ? undefined : `its ${what} is ${stored ?? 'missing'}, but its checks say ${expected}`;
}

function first<T>(items: readonly T[], of: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
