import { matcherOf } from '../checks/select.ts';
import { type BaselineProblem, type CheckResult, type Excuse, failsRun, type Report } from '../model/report.ts';

/** One known failure. */
export interface Entry extends Excuse {
  /** Id of a check, or a glob over ids. */
  readonly check: string;
  /** Where the entry is: `baseline.yaml, line 3`. */
  readonly place: string;
}

/**
 * Judges a run again, with known failures excused. An entry excuses a violated check. It excuses an untestable check
 * only by its exact id, because a glob would hide that nothing is checked any more. A bug in the suite is never
 * excused. A stale entry (its checks pass), an expired one, and one that matches no check fail the run. An entry whose
 * checks were skipped or not part of the run is ignored.
 */
export function applyBaseline(report: Report, entries: readonly Entry[], ids: readonly string[]): Report {
  // Nothing was checked, so an entry can neither apply nor be stale.
  if (report.stopped !== undefined) return { ...report, baseline: { excused: 0, problems: [] } };
  const today = report.startedAt.slice(0, 10);
  const valid = entries.filter(({ until }) => until === undefined || until >= today);
  const byId = new Map(valid.toReversed().map((entry) => [entry.check, entry]));
  const globs = valid
    .filter(({ check }) => check.includes('*'))
    .map((entry) => ({ entry, matches: matcherOf(entry.check) }));
  const checks = report.checks.map((check) => excused(check, byId, globs));
  const known = new Set([...ids, ...report.checks.map(({ id }) => id)]);
  const problems = entries.flatMap((entry) => problemOf(entry, report.checks, today, known) ?? []);
  const number = checks.filter(({ excuse }) => excuse !== undefined).length;
  return {
    ...report,
    checks,
    exitCode: exitCodeWith(report, checks, problems),
    baseline: { excused: number, problems },
  };
}

interface Glob {
  readonly entry: Entry;
  readonly matches: (id: string) => boolean;
}

function excused(check: CheckResult, byId: ReadonlyMap<string, Entry>, globs: readonly Glob[]): CheckResult {
  const { id, outcome } = check;
  if (outcome !== 'fail' && outcome !== 'warn' && outcome !== 'untestable') return check;
  const glob = () => (outcome === 'untestable' ? undefined : globs.find(({ matches }) => matches(id))?.entry);
  const entry = byId.get(id) ?? glob();
  if (!entry) return check;
  const { reason, issue, until } = entry;
  return { ...check, excuse: { reason, ...(issue !== undefined && { issue }), ...(until !== undefined && { until }) } };
}

function problemOf(
  entry: Entry,
  checks: readonly CheckResult[],
  today: string,
  known: ReadonlySet<string>,
): BaselineProblem | undefined {
  const { check, place, until } = entry;
  const problem = (kind: BaselineProblem['kind'], message: string) => ({
    check,
    kind,
    message: `${place}: ${message}`,
  });
  const glob = !known.has(check);
  const matches = matcherOf(check);
  if (glob && !(check.includes('*') && [...known].some(matches)))
    return problem('unmatched', `there is no check "${check}"; correct the entry or remove it`);
  const judged = checks.filter(({ id, outcome }) => matches(id) && !['skip', 'error'].includes(outcome));
  if (judged.length > 0 && judged.every(({ outcome }) => outcome === 'pass' || outcome === 'note')) {
    const what = glob ? `every check that "${check}" matches passes by now` : `${check} passes by now`;
    return problem('stale', `${what}; remove the entry`);
  }
  if (until !== undefined && until < today)
    return problem(
      'expired',
      `the entry of ${check} expired on ${until}; mend what it excuses, or give it a later day`,
    );
  return undefined;
}

/** The exit code of the checks with their excuses, for a run that exits with `exitCode` without a baseline. */
export function exitCodeWith(
  report: Pick<Report, 'exitCode' | 'strict' | 'stopped'>,
  checks: readonly CheckResult[],
  problems: readonly object[],
): Report['exitCode'] {
  if (report.stopped !== undefined) return report.exitCode;
  if (report.exitCode === 2 || report.exitCode === 4) return report.exitCode;
  // If every check was skipped or untestable, nothing was judged, and no baseline turns that into a success.
  if (report.exitCode === 1 && checks.every(({ outcome }) => outcome === 'skip' || outcome === 'untestable')) return 1;
  return problems.length > 0 || checks.some((check) => failsRun(check, report.strict)) ? 1 : 0;
}
