import { plural } from '../../base/text.ts';
import { type Configuration, configurations } from '../../checks/configurations.ts';
import { type CaseResult, type CheckResult, type Report, toneOf } from '../../model/report.ts';

/** Cases with the same finding. */
export type Group = readonly [CaseResult, ...CaseResult[]];

/** What a check found: its cases that neither passed nor were skipped, those with the same finding together. */
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

/** The case and the configuration of the server, whichever of them there is. The text is as the report has it. */
export function caseName({ name, configuration }: CaseResult): string {
  const all: Readonly<Record<string, Configuration>> = configurations;
  const known = Object.hasOwn(all, configuration) ? all[configuration] : undefined;
  const under = known && `server with ${known.title}`;
  return [name, under].filter(Boolean).join(', ') || 'a server of its own';
}

/** The checks by family, families in the order in which they first appear. */
export function familiesOf(checks: readonly CheckResult[]): [string, CheckResult[]][] {
  return [...groupedBy(checks, ({ family }) => family)];
}

/** How urgent a finding is: the first is to be mended first. */
const URGENCY: readonly CheckResult['outcome'][] = ['error', 'fail', 'untestable', 'warn', 'note'];

/** The checks that found something, the most urgent first; what is excused comes last. */
export function findings({ checks }: Report): CheckResult[] {
  const urgency = (check: CheckResult) =>
    URGENCY.indexOf(toneOf(check) === 'yellow' ? 'warn' : check.outcome) + (check.excuse ? URGENCY.length : 0);
  return checks.filter(({ outcome }) => URGENCY.includes(outcome)).sort((a, b) => urgency(a) - urgency(b));
}

/** What stands before the reason why a check does not count. */
export function excuseLabel({ newSince }: CheckResult): 'Known' | 'Not judged' {
  return newSince === undefined ? 'Known' : 'Not judged';
}

/** What checks are called that the rule set of a run does not have. */
export function newTitle({ rules = '' }: Report): string {
  return `New since ${rules}, not judged`;
}

/** The checks that were skipped, by the reason. */
export function skips({ checks }: Report): [string, CheckResult[]][] {
  const skipped = checks.filter(({ outcome }) => outcome === 'skip');
  return [...groupedBy(skipped, ({ reason = '' }) => reason)];
}

/** The checks by a name, names in the order in which they first appear. */
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

/** The checks that were judged by some of their cases only, by the reason why others were skipped. */
export function partialSkips({ checks }: Report): [string, CheckResult[]][] {
  const groups = new Map<string, Set<CheckResult>>();
  for (const check of checks.filter((each) => skippedCases(each) > 0))
    for (const { outcome, reason = '' } of check.cases)
      if (outcome === 'skip') groups.set(reason, (groups.get(reason) ?? new Set()).add(check));
  return [...groups].map(([reason, members]) => [reason, [...members]]);
}

/** How many cases of a check were skipped, where others were judged. */
export function skippedCases({ outcome, cases }: CheckResult): number {
  return outcome === 'skip' ? 0 : cases.filter((item) => item.outcome === 'skip').length;
}

/** The id of a check, and how many of its cases were skipped where it was judged by the others. */
export function idAndSkips(check: CheckResult): string {
  const skipped = skippedCases(check);
  return skipped === 0 ? check.id : `${check.id} (${skipped} of ${plural(check.cases.length, 'case')})`;
}
