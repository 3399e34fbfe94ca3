import { cut, inert, labelled, oneLine, plural, printable, safe } from '../../base/text.ts';
import { reportsOf } from '../../fleet/reduce.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { CheckResult, Outcome, Report } from '../../model/report.ts';
import { escaped } from '../render/markdown/markdown.ts';
import { MARKS, painter } from '../render/style.ts';
import type { PrettyOptions } from '../reporters/pretty.ts';
import { renderHtmlComparison } from './html.ts';
import { renderMarkdownComparison } from './markdown.ts';
import { renderPrettyComparison } from './pretty.ts';

const WIDTH = 80;
/** How many columns fit on a terminal. */
const COLUMNS = 20;
/** How many characters of an error are shown. */
const LONGEST = 400;

/** Renders a fleet as a page with a column for each target. */
export function renderHtmlFleet(fleet: Fleet): string {
  return renderHtmlComparison(columns(fleet));
}

/** Renders a fleet as a table, followed by the targets that could not be checked and why. */
export function renderMarkdownFleet(given: Fleet): string {
  const fleet = printable(given);
  const errors = unchecked(fleet).map(
    ({ label, error }) => `- ${escaped(label)}: ${escaped(cut(oneLine(error), LONGEST))}\n`,
  );
  return `${renderMarkdownComparison(columns(fleet))}${errors.length === 0 ? '' : `\nNot checked:\n\n${errors.join('')}`}`;
}

/**
 * Renders a fleet for people: a column for each target or, if there are too many, a list of targets for each check that
 * did not pass.
 */
export function renderPrettyFleet(given: Fleet, { color = false }: PrettyOptions = {}): string {
  const fleet = printable(given);
  const paint = painter(color);
  const reports = columns(fleet);
  const body = reports.length > COLUMNS ? listed(reports).join('\n') : renderPrettyComparison(reports, { color });
  const errors = unchecked(fleet).flatMap(({ label, error }) =>
    labelled('  ! ', safe(`${label}: ${cut(oneLine(error), LONGEST)}`), WIDTH),
  );
  const tail =
    errors.length === 0 ? [] : ['', paint('bold', 'Not checked'), ...errors.map((line) => paint('red', line)), ''];
  return inert(`${body}${tail.join('\n')}`);
}

function unchecked({ targets }: Fleet): { label: string; error: string }[] {
  return targets.flatMap(({ label, error }) => (error === undefined ? [] : [{ label, error }]));
}

function columns(fleet: Fleet): [Report, ...Report[]] {
  const [first, ...others] = reportsOf(fleet);
  if (!first) throw new Error('a fleet must have at least one target');
  return [first, ...others];
}

/** The checks that did not pass everywhere, each with the targets on which it did not. */
function listed(reports: readonly Report[]): string[] {
  const ids = [...new Set(reports.flatMap(({ checks }) => checks.map(({ id }) => id)))];
  const conformant = reports.filter(({ verdict }) => verdict === 'conformant').length;
  const results = new Map(reports.map((report) => [report, new Map(report.checks.map((check) => [check.id, check]))]));
  return [
    ...ids.flatMap((id) => {
      const found = reports.flatMap((report) => {
        const check = results.get(report)?.get(id);
        return check && check.outcome !== 'pass' && check.outcome !== 'skip'
          ? [{ check, label: report.target.label }]
          : [];
      });
      return found.length === 0 ? [] : row(found);
    }),
    '',
    `${conformant} of ${plural(reports.length, 'target')} conformant.`,
    '',
  ];
}

function row(found: readonly { readonly check: CheckResult; readonly label: string }[]): string[] {
  const outcomes: Outcome[] = ['error', 'fail', 'untestable', 'warn', 'note'];
  return outcomes.flatMap((outcome) => {
    const some = found.filter(({ check }) => check.outcome === outcome);
    const [first] = some;
    if (!first) return [];
    const names = some.map(({ label }) => safe(oneLine(label))).join(', ');
    return [
      `${MARKS[outcome].mark} ${first.check.id} ${first.check.level}: ${plural(some.length, 'target')}`,
      ...labelled('    ', names, WIDTH),
    ];
  });
}
