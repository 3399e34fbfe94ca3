import { plural, printable } from '../../base/text.ts';
import type { Outcome, Report } from '../../model/report.ts';
import { code, escaped, within } from '../render/markdown/markdown.ts';
import { ICONS, LONGEST } from '../reporters/markdown.ts';
import { compare, type Row } from './comparison.ts';

/** Renders several runs as a table of the checks that did not pass everywhere, with a column for each target. */
export function renderMarkdownComparison(given: readonly Report[]): string {
  const reports = given.map((report) => printable(report));
  const { runs, families } = compare(reports);
  const rows = families.flatMap(([, members]) => members);
  const telling = rows.filter(({ outcomes }) => outcomes.some((outcome) => outcome !== 'pass'));
  const conformant = reports.filter(({ verdict }) => verdict === 'conformant').length;
  const head = [
    `## ${conformant === runs.length ? '✅' : '❌'} hostd conformance: ${conformant} of ${plural(runs.length, 'target')} conformant`,
    '',
    `| check | level | ${runs.map(({ label }) => escaped(label)).join(' | ')} |`,
    `| --- | --- | ${runs.map(() => ':-:').join(' | ')} |`,
    `| **verdict** | | ${runs.map(({ report }) => `**${report.verdict}**`).join(' | ')} |`,
    '',
  ].join('\n');
  const foot = `\n${rows.length - telling.length} of ${plural(rows.length, 'check')} passed everywhere.\n`;
  const rest = (n: number) => `\n…and ${n} more ${n === 1 ? 'check' : 'checks'} that did not fit here.\n`;
  return `${head}${within(telling.map(line), LONGEST - head.length - foot.length, rest)}${foot}`;
}

function line({ check, outcomes }: Row): string {
  return `| ${code(check.id)} | ${check.level} | ${outcomes.map(cell).join(' | ')} |\n`;
}

function cell(outcome: Outcome | undefined): string {
  return outcome === undefined ? '·' : ICONS[outcome];
}
