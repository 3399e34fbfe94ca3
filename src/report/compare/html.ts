import { cut, oneLine, plural } from '../../base/text.ts';
import type { Level } from '../../contract/levels.ts';
import { count, type Outcome, type Report } from '../../model/report.ts';
import { findingsOf } from '../render/groups.ts';
import { advice, markOf } from '../render/html/check.ts';
import { html, type Markup, type Piece, prose } from '../render/html/markup.ts';
import { page } from '../render/html/page.ts';
import { tone } from '../render/html/tone.ts';
import { LABELS, toolbar } from '../render/html/toolbar.ts';
import { countsLine } from '../render/summary.ts';
import { type Comparison, compare, type Row } from './comparison.ts';

/** How many characters of a finding are shown in the comparison. */
const GIST = 300;

/** Renders several runs as a page with a row for each check and a column for each target. */
export function renderHtmlComparison(reports: readonly [Report, ...Report[]]): string {
  const comparison = compare(reports);
  const { runs, families } = comparison;
  const rows = families.flatMap(([, members]) => members);
  const conformant = reports.filter(({ verdict }) => verdict === 'conformant').length;
  const differing = html`<label class="chip"><input type="checkbox" class="differing"><span>≠ differences only</span></label>`;
  const present = rows.map(({ outcomes }) => outcomes.find((outcome) => outcome !== 'pass') ?? 'pass');
  const body = html`<header>
<p class="kind">hostd conformance</p>
<h1>${plural(runs.length, 'run')} compared</h1>
<p class="verdict ${conformant === runs.length ? 'good' : 'bad'}">${conformant} of ${plural(runs.length, 'target')} conformant.</p>
</header>
<main>
${toolbar(count(present.map((outcome) => ({ outcome }))), differing)}
<div class="scroller" tabindex="0" role="region" aria-label="Comparison">
${table(comparison)}
</div>
<p class="nothing" hidden>No check matches. <kbd>Esc</kbd> shows all of them again.</p>
</main>`;
  return page(`${plural(runs.length, 'run')} compared`, reports[0], body, 'wide');
}

function table({ runs, families }: Comparison): Markup {
  return html`<table class="runs">
<thead><tr><th scope="col">Check</th>${runs.map(
    ({ label, report }) =>
      html`<th scope="col" title="${countsLine(report)}">${label}<br><span class="label ${tone(report)}">${report.verdict}</span></th>`,
  )}</tr></thead>
${families.map(
  ([family, rows]) => html`<tbody class="group">
<tr class="family"><th scope="rowgroup">${family}</th>${runs.map((_, i) => html`<td class="quiet">${passed(rows, i)}</td>`)}</tr>
${rows.map((row) => line(row, runs))}</tbody>
`,
)}</table>`;
}

function passed(rows: readonly Row[], run: number): string {
  const own = rows.flatMap(({ outcomes }) => outcomes[run] ?? []);
  return `${own.filter((outcome) => outcome === 'pass').length}/${own.length}`;
}

function line({ check, results, outcomes, differs }: Row, runs: Comparison['runs']): Markup {
  const worst = outcomes.filter((outcome) => outcome !== undefined && outcome !== 'pass');
  const shown = new Set(worst.length > 0 ? worst : ['pass']);
  return html`<tr class="${differs && 'differs'}" data-outcome="${[...shown].join(' ')}">
<th scope="row"><details><summary><code>${check.id}</code> <span class="tag ${check.level}">${check.level}</span><span class="title">${prose(check.title)}</span></summary>
${advice(check)}
${found(results, runs)}</details></th>
${outcomes.map((outcome) => html`<td>${cell(check.level, outcome)}</td>`)}</tr>
`;
}

function cell(level: Level, outcome: Outcome | undefined): Markup {
  if (outcome === undefined) return html`<span class="mark absent" title="not part of this run">·</span>`;
  return html`<span class="cell" title="${LABELS[outcome][0]}">${markOf({ level, outcome })}<span class="spoken">${LABELS[outcome][0]}</span></span>`;
}

/** The findings of a check, by run. */
function found(results: Row['results'], runs: Comparison['runs']): Piece {
  const told = results.flatMap((result, i) => {
    const item = result && findingsOf(result)[0]?.[0];
    const text = item?.actual ?? item?.reason ?? (result?.outcome === 'skip' ? result.reason : undefined);
    return text === undefined ? [] : [html`<dt>${runs[i]?.label}</dt><dd>${cut(oneLine(text), GIST)}</dd>`];
  });
  return told.length > 0 && html`<dl class="versus">${told}</dl>`;
}
