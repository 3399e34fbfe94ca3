import { plural } from '../../base/text.ts';
import type { SpecCoverage } from '../../contract/coverage.ts';
import { type CheckResult, count, failsAlone, type Report } from '../../model/report.ts';

/** How many of the operations that were not covered are named. */
const LEFT = 5;

/** The verdict of a run, in one or two sentences. */
export function verdictSentence(report: Report): string {
  const judged = report.checks.filter(({ newSince }) => newSince === undefined);
  const { error } = report.summary.checks;
  const added = report.checks.length - judged.length;
  const reserve = [
    ...(unchecked(judged) > 0
      ? [` ${plural(unchecked(judged), 'MUST rule')} could not be checked here, for the reasons above.`]
      : []),
    ...(added > 0
      ? [
          ` ${plural(added, 'check')} ${isOrAre(added)} newer than rule set ${report.rules} and ${wasOrWere(added)} not judged.`,
        ]
      : []),
  ].join('');
  switch (report.exitCode) {
    case 4:
      return `No verdict: ${plural(error, 'check')} hit a bug in podflare-conformance; please report it.`;
    case 2:
      if (judged.some(({ outcome }) => outcome === 'untestable'))
        return 'Nothing was judged: the control of every selected check failed.';
      return added > 0
        ? `Nothing was judged: the selected checks that apply to this target are newer than rule set ${report.rules}.`
        : 'Nothing was checked: none of the selected checks applies to this target.';
    case 1:
      return refusal(report);
    case 0:
      if (report.verdict === 'not conformant')
        return `Not conformant, but without new failures: ${violations(report.checks, report.strict).join(', ')}, as listed in the baseline.${reserve}`;
      return `Conformant: ${conformant(judged)}.${reserve}`;
  }
}

/** Why a run fails: the violations that no baseline excuses, and the problems of the baseline. */
function refusal({ checks, strict, verdict, baseline }: Report): string {
  const news = violations(
    checks.filter(({ excuse }) => excuse === undefined),
    strict,
  );
  const misfits = baseline?.problems.length ?? 0;
  const outdated = `the baseline is out of date in ${plural(misfits, 'place')}`;
  if (news.length > 0) return `Not conformant: ${[...news, ...(misfits > 0 ? [outdated] : [])].join(', ')}.`;
  return `${verdict === 'conformant' ? 'Conformant' : 'Not conformant, without new failures'}, but ${outdated}.`;
}

/** What holds in a run that passes, and how many SHOULD rules do not. */
function conformant(judged: readonly CheckResult[]): string {
  const { warn, untestable } = count(judged);
  if (warn + untestable === 0) return 'every rule that was checked holds';
  return [
    'every MUST rule that was checked holds',
    ...(warn > 0 ? [`${plural(warn, 'SHOULD rule')} ${warn === 1 ? 'does' : 'do'} not`] : []),
    ...(untestable > 0 ? [unjudged(untestable, 'SHOULD rule')] : []),
  ].join('; ');
}

/** The failures of a run, by kind. */
function violations(checks: readonly CheckResult[], strict: boolean): string[] {
  const { fail, untestable, warn } = count(checks.filter((check) => failsAlone(check, strict)));
  return [
    ...(fail > 0 ? [`${plural(fail, 'MUST rule')} ${isOrAre(fail)} violated`] : []),
    ...(untestable > 0 ? [unjudged(untestable, 'rule')] : []),
    ...(warn > 0 ? [`${plural(warn, 'SHOULD rule')} ${isOrAre(warn)} violated`] : []),
  ];
}

function unjudged(n: number, what: string): string {
  return `${plural(n, what)} could not be judged because the control failed`;
}

function isOrAre(n: number): string {
  return n === 1 ? 'is' : 'are';
}

function wasOrWere(n: number): string {
  return n === 1 ? 'was' : 'were';
}

/** How many MUST checks were skipped. */
function unchecked(checks: readonly CheckResult[]): number {
  return checks.filter(({ level, outcome }) => level === 'must' && outcome === 'skip').length;
}

/** Which operations of the `--spec` document were added to a run, and which were not. */
export function specSentence({ file, operations, added, known, left }: SpecCoverage): string {
  const others = left.slice(0, LEFT).map(({ operation, reason }) => `${operation} (${reason})`);
  const rest = left.length > LEFT ? [`and ${left.length - LEFT} more`] : [];
  return [
    `${file}: ${plural(operations, 'operation')}, of which ${added} ${wasOrWere(added)} added and ${known} ${isOrAre(known)} part of the contract`,
    ...(left.length > 0 ? [`not covered: ${[...others, ...rest].join(', ')}`] : []),
  ].join('; ');
}

/** The numbers of a run. */
export function countsLine({ summary, durationMs }: Report): string {
  const { pass, note, warn, skip, fail, untestable, error } = summary.checks;
  const parts = [
    [pass, 'passed'],
    [fail, 'failed'],
    [untestable, 'untestable'],
    [error, 'in error'],
    [warn, warn === 1 ? 'warning' : 'warnings'],
    [note, note === 1 ? 'note' : 'notes'],
    [skip, 'skipped'],
  ] as const;
  const checks = parts.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : []));
  const amount = `${plural(summary.cases, 'case')}, ${plural(summary.requests, 'request')}`;
  return `Checks: ${checks.join(', ')}. ${amount}, ${(durationMs / 1000).toFixed(1)} s.`;
}
