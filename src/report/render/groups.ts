import { plural } from '../../base/text.ts';
import { type Configuration, configurations } from '../../checks/configurations.ts';
import { type CaseResult, type CheckResult, type Report, toneOf } from '../../model/report.ts';

/** Cases with the same finding. */
export type Group = readonly [CaseResult, ...CaseResult[]];

/** The cases of a check that neither passed nor were skipped, grouped by what was found. */
export function findingsOf({ cases }: CheckResult): Group[] {
  const groups = new Map<string, [CaseResult, ...CaseResult[]]>();
  for (const item of cases) {
    if (item.outcome === 'pass' || item.outcome === 'skip') continue;
    const key = JSON.stringify([item.outcome, item.expected, item.actual, item.reason]);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Stands in for the configuration of a server that was already running. */
const GIVEN = 'given';

/**
 * Marks the cases of a run that launched no server. The suite does not know how many keys their server has, or where it
 * listens, so `caseName` then leaves out the configuration.
 */
export function markGivenServer(report: Report): Report {
  if (report.launches.length > 0) return report;
  const marked = (item: CaseResult) => (item.configuration === '' ? item : { ...item, configuration: GIVEN });
  return { ...report, checks: report.checks.map((check) => ({ ...check, cases: check.cases.map(marked) })) };
}

/** The name of a case and the configuration of its server, if known. Not escaped. */
export function caseName({ name, configuration }: CaseResult): string {
  if (configuration === GIVEN) return name || 'the given server';
  const all: Readonly<Record<string, Configuration>> = configurations;
  const known = Object.hasOwn(all, configuration) ? all[configuration] : undefined;
  const under = known && `server with ${known.title}`;
  return [name, under].filter(Boolean).join(', ') || 'a server of its own';
}

/** Groups checks by family, in the order in which the families first appear. */
export function familiesOf(checks: readonly CheckResult[]): [string, CheckResult[]][] {
  return [...groupedBy(checks, ({ family }) => family)];
}

/** Outcomes of findings, the most urgent first. */
const URGENCY: readonly CheckResult['outcome'][] = ['error', 'fail', 'untestable', 'warn', 'note'];

/** The checks that found something, the most urgent first and excused ones last. */
export function findings({ checks }: Report): CheckResult[] {
  const urgency = (check: CheckResult) =>
    URGENCY.indexOf(toneOf(check) === 'yellow' ? 'warn' : check.outcome) + (check.excuse ? URGENCY.length : 0);
  return checks.filter(({ outcome }) => URGENCY.includes(outcome)).sort((a, b) => urgency(a) - urgency(b));
}

/** The label before the reason why a check does not count. */
export function excuseLabel({ newSince }: CheckResult): 'Known' | 'Not judged' {
  return newSince === undefined ? 'Known' : 'Not judged';
}

/** The heading above the checks that are not part of the run's rule set. */
export function newTitle({ rules = '' }: Report): string {
  return `New since ${rules}, not judged`;
}

/** Groups the skipped checks by reason. */
export function skips({ checks }: Report): [string, CheckResult[]][] {
  const skipped = checks.filter(({ outcome }) => outcome === 'skip');
  return [...groupedBy(skipped, ({ reason = '' }) => reason)];
}

/** Groups checks by name, in the order in which the names first appear. */
function groupedBy(checks: readonly CheckResult[], nameOf: (check: CheckResult) => string): Map<string, CheckResult[]> {
  const groups = new Map<string, CheckResult[]>();
  for (const check of checks) {
    const name = nameOf(check);
    const group = groups.get(name);
    if (group) group.push(check);
    else groups.set(name, [check]);
  }
  return groups;
}

/** Groups the checks that ran with some of their cases skipped, by the reason of the skip. */
export function partialSkips({ checks }: Report): [string, CheckResult[]][] {
  const groups = new Map<string, Set<CheckResult>>();
  for (const check of checks.filter((each) => skippedCases(each) > 0))
    for (const { outcome, reason = '' } of check.cases)
      if (outcome === 'skip') groups.set(reason, (groups.get(reason) ?? new Set()).add(check));
  return [...groups].map(([reason, members]) => [reason, [...members]]);
}

/** How many cases of a check were skipped; 0 if the whole check was skipped. */
export function skippedCases({ outcome, cases }: CheckResult): number {
  return outcome === 'skip' ? 0 : cases.filter((item) => item.outcome === 'skip').length;
}

/** The id of a check, and how many of its cases were skipped if others ran. */
export function idAndSkips(check: CheckResult): string {
  const skipped = skippedCases(check);
  return skipped === 0 ? check.id : `${check.id} (${skipped} of ${plural(check.cases.length, 'case')})`;
}
