import { cut, inert, labelled, oneLine, plural, printable, safe, wrap } from '../../base/text.ts';
import { type CheckResult, type Report, toneOf } from '../../model/report.ts';
import { finding } from '../render/finding.ts';
import {
  familiesOf,
  idAndSkips,
  markGivenServer,
  newTitle,
  partialSkips,
  skippedCases,
  skips,
} from '../render/groups.ts';
import { MARKS, type Paint, painter, styleOf } from '../render/style.ts';
import { countsLine, specSentence, verdictSentence } from '../render/summary.ts';

export interface PrettyOptions {
  /** True for ANSI colours; default false. */
  readonly color?: boolean;
}

const WIDTH = 80;
const REASON_LINES = 6;
/** How many characters of a target's name are shown. */
const LABEL = 2_000;

/** Renders a run for people: the checks by family, every finding in full, what was not checked, and the verdict. */
export function renderPretty(given: Report, { color = false }: PrettyOptions = {}): string {
  const report = printable(markGivenServer(given));
  const paint = painter(color);
  const { suite, contract, target, checks } = report;
  const found = checks.filter(({ excuse }) => !excuse);
  const findings = [
    ...found.filter(({ outcome }) => outcome === 'note'),
    ...found.filter((check) => toneOf(check) === 'yellow'),
    ...found.filter((check) => toneOf(check) === 'red'),
  ];
  const lines = [
    paint('dim', `${suite.name} ${suite.version}, contract ${contract.version}`),
    `Target: ${safe(cut(target.label, LABEL))}`,
    ...(report.spec ? wrap(safe(oneLine(specSentence(report.spec))), WIDTH) : []),
    ...familiesOf(checks).flatMap(([family, members]) => ['', ...tree(family, members, paint)]),
    ...findings.flatMap((check) => ['', ...finding(check, WIDTH, paint)]),
    ...known(checks, paint),
    ...fresh(report, paint),
    ...unchecked(report, paint),
    ...misfits(report, paint),
    '',
    ...wrap(verdictSentence(report), WIDTH).map((line) => paint('bold', paint(verdictStyle(report), line))),
    ...wrap(countsLine(report), WIDTH),
    '',
  ];
  return inert(lines.join('\n'));
}

function tree(family: string, checks: readonly CheckResult[], paint: Paint): string[] {
  const name = ({ id }: CheckResult) => id.slice(family.length + 1);
  const withSkips = (check: CheckResult) => {
    const skipped = skippedCases(check);
    return skipped === 0 ? name(check) : `${name(check)} (${skipped} of ${plural(check.cases.length, 'case')} skipped)`;
  };
  const passed = checks.filter(({ outcome }) => outcome === 'pass');
  const others = checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skip');
  const skipped = checks.filter(({ outcome }) => outcome === 'skip');
  const cases = checks.reduce((sum, check) => sum + check.cases.length, 0);
  return [
    `${paint('bold', family)} ${paint('dim', `${plural(checks.length, 'check')}, ${plural(cases, 'case')}`)}`,
    ...listed(passed.map(withSkips), 'pass', paint),
    ...others.flatMap((check) => {
      const { mark } = MARKS[check.outcome];
      return labelled(`  ${mark} `, `${name(check)}: ${check.title}`, WIDTH).map((line) => paint(styleOf(check), line));
    }),
    ...listed(skipped.map(name), 'skip', paint),
  ];
}

/** A mark followed by names, wrapped to the width. */
function listed(names: readonly string[], outcome: 'pass' | 'skip', paint: Paint): string[] {
  if (names.length === 0) return [];
  const { mark, style } = MARKS[outcome];
  return labelled(`  ${mark} `, names.join(', '), WIDTH).map((line) => line.replace(mark, paint(style, mark)));
}

function known(checks: readonly CheckResult[], paint: Paint): string[] {
  const lines = checks.flatMap((check) => {
    const { id, outcome, excuse, newSince } = check;
    if (!excuse || newSince !== undefined) return [];
    const { mark } = MARKS[outcome];
    const style = styleOf(check);
    const details = [...(excuse.issue ? [excuse.issue] : []), ...(excuse.until ? [`until ${excuse.until}`] : [])];
    const text = `${id}: ${excuse.reason}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
    return labelled(`  ${mark} `, safe(text), WIDTH).map((line) => line.replace(mark, paint(style, mark)));
  });
  return lines.length === 0 ? [] : ['', paint('bold', 'Known failures, excused by the baseline'), ...lines];
}

/** The checks that are not part of the run's rule set, whatever their outcome. */
function fresh(report: Report, paint: Paint): string[] {
  const added = report.checks.filter(({ newSince }) => newSince !== undefined);
  if (added.length === 0) return [];
  const lines = added.flatMap((check) => {
    const { id, outcome, title } = check;
    const { mark } = MARKS[outcome];
    const style = styleOf(check);
    return labelled(`  ${mark} `, `${id}: ${title}`, WIDTH).map((line) => line.replace(mark, paint(style, mark)));
  });
  return ['', paint('bold', newTitle(report)), ...lines];
}

/** The problems of the baseline. */
function misfits({ baseline }: Report, paint: Paint): string[] {
  if (!baseline || baseline.problems.length === 0) return [];
  const lines = baseline.problems.flatMap(({ message }) => labelled('  ✗ ', safe(message), WIDTH));
  return ['', paint('bold', 'The baseline is out of date'), ...lines.map((line) => paint('red', line))];
}

function unchecked(report: Report, paint: Paint): string[] {
  const reasons = [...skips(report), ...partialSkips(report)];
  if (reasons.length === 0) return [];
  return [
    '',
    paint('bold', 'Not checked here'),
    ...reasons.flatMap(([reason, skipped]) => {
      const text = wrap(safe(cut(reason, REASON_LINES * WIDTH)), WIDTH - 2);
      return [
        ...text.slice(0, REASON_LINES).map((line) => `  ${line}`),
        ...(text.length > REASON_LINES ? ['  …'] : []),
        ...labelled('    ', skipped.map(idAndSkips).join(', '), WIDTH).map((line) => paint('dim', line)),
      ];
    }),
  ];
}

function verdictStyle({ exitCode, verdict, checks }: Report) {
  if (exitCode !== 0) return 'red';
  return verdict === 'not conformant' || checks.some((check) => toneOf(check) === 'yellow') ? 'yellow' : 'green';
}
