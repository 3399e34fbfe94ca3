import { cut, inert, oneLine, plural, printable, safe } from '../../base/text.ts';
import type { Level } from '../../contract/levels.ts';
import type { Outcome, Report } from '../../model/report.ts';
import { MARKS, type Paint, painter, styleOf } from '../render/style.ts';
import type { PrettyOptions } from '../reporters/pretty.ts';
import { compare, type Row } from './comparison.ts';

const WIDTH = 80;

/** Renders several runs for people: the checks that did not pass everywhere, with a numbered column for each target. */
export function renderPrettyComparison(given: readonly Report[], { color = false }: PrettyOptions = {}): string {
  const reports = given.map((report) => printable(report));
  const paint = painter(color);
  const { runs, families } = compare(reports);
  const rows = families.flatMap(([, members]) => members);
  const telling = (members: readonly Row[]) =>
    members.filter(({ outcomes }) => outcomes.some((outcome) => outcome !== 'pass'));
  const column = String(runs.length).length + 1;
  const room = Math.min(WIDTH - column - 19, Math.max(...runs.map(({ label }) => safe(oneLine(label)).length)));
  const conformant = reports.filter(({ verdict }) => verdict === 'conformant').length;
  const lines = [
    ...runs.map(({ label, report }, i) => {
      const verdict = paint(report.verdict === 'conformant' ? 'green' : 'red', report.verdict);
      return `${String(i + 1).padStart(column)}  ${cut(safe(oneLine(label)), room).padEnd(room)}  ${verdict}`;
    }),
    ...families.flatMap(([family, members]) =>
      telling(members).length === 0
        ? []
        : [
            '',
            `${runs.map((_, i) => paint('dim', String(i + 1).padStart(column))).join('')}  ${paint('bold', family)}`,
            ...telling(members).map((row) => line(row, column, paint)),
          ],
    ),
    '',
    `${rows.length - telling(rows).length} of ${plural(rows.length, 'check')} passed everywhere.`,
    paint('bold', `${conformant} of ${plural(runs.length, 'target')} conformant.`),
    '',
  ];
  return inert(lines.join('\n'));
}

function line({ check, outcomes }: Row, column: number, paint: Paint): string {
  return `${outcomes.map((outcome) => cell(check.level, outcome, column, paint)).join('')}  ${check.id} ${paint('dim', check.level)}`;
}

function cell(level: Level, outcome: Outcome | undefined, column: number, paint: Paint): string {
  if (outcome === undefined) return '·'.padStart(column);
  return `${' '.repeat(column - 1)}${paint(styleOf({ level, outcome }), MARKS[outcome].mark)}`;
}
