import { plural, printable } from '../../base/text.ts';
import { type CheckResult, type Report, toneOf } from '../../model/report.ts';
import {
  caseName,
  excuseLabel,
  familiesOf,
  findings,
  findingsOf,
  idAndSkips,
  markGivenServer,
  partialSkips,
  skippedCases,
  skips,
} from '../render/groups.ts';
import { code, escaped, fenced, inHtml, inline, prose, within } from '../render/markdown/markdown.ts';
import { MARKS } from '../render/style.ts';
import { countsLine, specSentence, verdictSentence } from '../render/summary.ts';

/**
 * Size limit of a GitHub comment, less some room for text that an action adds around the report. A step summary may be
 * longer.
 */
export const LONGEST = 60_000;

export const ICONS = {
  fail: '❌',
  untestable: '❓',
  error: '💥',
  warn: '⚠️',
  note: 'ℹ️',
  pass: '✅',
  skip: '➖',
} as const;

/**
 * Renders a run for a GitHub step summary or comment: the verdict, the families, and each finding, collapsed. Sections
 * that do not fit are counted, never cut.
 */
export function renderMarkdown(given: Report): string {
  const report = printable(markGivenServer(given));
  const { suite, contract, target } = report;
  const icon = report.exitCode === 0 ? (report.verdict === 'conformant' ? '✅' : '⚠️') : '❌';
  const head = [
    `## ${icon} hostd conformance: ${escaped(report.verdict)}`,
    '',
    `**${escaped(verdictSentence(report))}**`,
    '',
    `Target ${code(target.label)}. ${countsLine(report)}`,
    '',
    ...(report.spec ? [escaped(specSentence(report.spec)), ''] : []),
    ...problems(report),
    ...families(report),
    '',
    '',
  ].join('\n');
  const foot = `\n<sub>${inline(`${suite.name} ${suite.version}, contract ${contract.version}`)}</sub>\n`;
  const found = findings(report).map((check) => finding(check, report));
  const parts = [
    ...found,
    ...[...skips(report), ...partialSkips(report)].map(([reason, checks]) => skipped(reason, checks)),
  ];
  const rest = (n: number) =>
    `\n…and ${n} more ${n === 1 ? 'section' : 'sections'} that did not fit here: see the HTML or JSON report.\n`;
  return `${head}${within(parts, LONGEST - head.length - foot.length, rest)}${foot}`;
}

function problems({ baseline }: Report): string[] {
  if (!baseline || baseline.problems.length === 0) return [];
  return [...baseline.problems.map(({ message }) => `- ❌ ${escaped(message)}`), ''];
}

function families({ checks }: Report): string[] {
  const counted = familiesOf(checks).map(([family, members]) => {
    const number = (wanted: (check: CheckResult) => boolean) => members.filter(wanted).length || '';
    const cells = [
      number(({ outcome }) => outcome === 'pass'),
      number((check) => toneOf(check) === 'red'),
      number((check) => toneOf(check) === 'yellow'),
      number(({ outcome }) => outcome === 'note'),
      number(({ outcome }) => outcome === 'skip'),
    ];
    return `| ${code(family)} | ${cells.join(' | ')} |`;
  });
  return [
    '| family | ✅ passed | ❌ failed | ⚠️ warnings | ℹ️ notes | ➖ skipped |',
    '| --- | --: | --: | --: | --: | --: |',
    ...counted,
  ];
}

function finding(check: CheckResult, { strict }: Report): string {
  const { id, level, outcome, title, why, fix, rerun, excuse } = check;
  const groups = findingsOf(check);
  const [first] = groups;
  const last = first?.[0].exchanges.at(-1);
  const lines = [
    ...(excuse ? [`${excuseLabel(check)}: ${escaped(excuse.reason)}`, ''] : []),
    ...(first ? [escaped(caseName(first[0])), ''] : []),
    ...(first ? [fenced(said(first[0])), ''] : []),
    ...(last ? [fenced(exchanged(last)), ''] : []),
    ...(first?.[0].curl === undefined
      ? []
      : [
          last?.turn === undefined
            ? 'Send the request again:'
            : `This was request ${last.turn} on its connection. Send it again on a new connection:`,
          '',
          fenced(first[0].curl, 'sh'),
          '',
        ]),
    ...(groups.flat().length > 1
      ? [`${plural(groups.flat().length, 'case')} of ${check.cases.length} did not pass.`, '']
      : []),
    `**Fix:** ${prose(fix)}`,
    '',
    `**Why:** ${prose(why)}`,
    '',
    'Rerun this check:',
    '',
    fenced(rerun, 'sh'),
  ];
  const known = excuse
    ? `, ${excuseLabel(check).toLowerCase()}`
    : toneOf(check) === 'yellow' && strict
      ? ', strict'
      : '';
  const summary = `${ICONS[outcome]} <code>${inHtml(id)}</code> (${level}${known}): ${inHtml(title)}`;
  return folded(`${summary} ${outcome === 'untestable' ? `Rule ${MARKS.untestable.says}.` : ''}`.trim(), lines);
}

function said({ expected, actual, reason }: CheckResult['cases'][number]): string {
  return [
    ...(expected === undefined ? [] : [`expected  ${expected}`]),
    ...(actual === undefined ? [] : [`found     ${actual}`]),
    ...(reason === undefined ? [] : [`because   ${reason}`]),
  ].join('\n');
}

function exchanged({ sent, received, failure }: CheckResult['cases'][number]['exchanges'][number]): string {
  const quoted = (mark: string, text: string) => text.split('\n').map((line) => `${mark} ${line}`.trimEnd());
  return [
    ...quoted('>', sent),
    ...(received === undefined ? [] : quoted('<', received)),
    ...(failure === undefined ? [] : [`< (${failure})`]),
  ].join('\n');
}

function skipped(reason: string, checks: readonly CheckResult[]): string {
  const ids = checks.map((check) => code(idAndSkips(check))).join(', ');
  const part = checks.some((check) => skippedCases(check) > 0) ? ' in part' : '';
  return folded(`${ICONS.skip} ${plural(checks.length, 'check')} not checked here${part}`, [fenced(reason), '', ids]);
}

function folded(summary: string, lines: readonly string[]): string {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>', ''].join('\n');
}
