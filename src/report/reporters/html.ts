import { plural } from '../../base/text.ts';
import type { Level } from '../../contract/levels.ts';
import { type CheckResult, type Report, toneOf } from '../../model/report.ts';
import { familiesOf, findings, markGivenServer, newTitle, skips } from '../render/groups.ts';
import { checkCard, markOf } from '../render/html/check.ts';
import { html, type Markup, type Piece } from '../render/html/markup.ts';
import { page } from '../render/html/page.ts';
import { tone } from '../render/html/tone.ts';
import { LABELS, toolbar } from '../render/html/toolbar.ts';
import { specSentence, verdictSentence } from '../render/summary.ts';

/** Renders a run as a self-contained page that can be searched, filtered and printed. It loads nothing. */
export function renderHtml(report: Report): string {
  const { target } = report;
  const body = html`<header>
<p class="kind">hostd conformance</p>
<h1>${target.label}</h1>
<p class="verdict ${tone(report)}">${verdictSentence(report)}</p>
${problems(report)}
${facts(report)}
</header>
<main>
<h2 id="overview">Overview</h2>
${matrix(report)}
${toolbar(report.summary.checks)}
${sections(markGivenServer(report))}
<p class="nothing" hidden>No check matches. <kbd>Esc</kbd> shows all of them again.</p>
${launches(report)}
</main>`;
  return page(`${report.verdict}: ${target.label}`, report, body);
}

function problems({ baseline }: Report): Piece {
  if (!baseline || baseline.problems.length === 0) return undefined;
  return html`<ul class="problems">${baseline.problems.map(({ message }) => html`<li>${message}</li>`)}</ul>`;
}

function facts({ startedAt, durationMs, summary, profiles, strict, spec, launches: starts }: Report): Markup {
  const when = `${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const rows = [
    ['Run', html`<time datetime="${startedAt}">${when}</time>, ${(durationMs / 1000).toFixed(1)} s`],
    [
      'Checks',
      html`${plural(
        Object.values(summary.checks).reduce((a, b) => a + b, 0),
        'check',
      )}, ${plural(summary.cases, 'case')}`,
    ],
    [
      'Requests',
      html`${summary.requests.toLocaleString('en-US')}${starts.length > 0 && html`, on ${plural(starts.length, 'launch', 'launches')}`}`,
    ],
    ['Profiles', html`${profiles.join(', ')}${strict && ', strict'}`],
    ...(spec ? ([['Document', specSentence(spec)]] as const) : []),
  ] as const;
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A table with a row for each family and a mark for each check. */
function matrix({ checks }: Report): Markup {
  return html`<table class="matrix">
<thead><tr><th scope="col">Family</th><th scope="col">Checks</th><th scope="col" class="count">Passed</th></tr></thead>
<tbody>
${familiesOf(checks).map(([family, members]) => {
  const passed = members.filter(({ outcome }) => outcome === 'pass').length;
  return html`<tr><th scope="row">${family}</th><td>${members.map(cell)}</td><td class="count">${passed} <span class="quiet">of ${members.length}</span></td></tr>
`;
})}</tbody>
</table>`;
}

function cell(check: CheckResult): Markup {
  const { id, outcome, title } = check;
  const skipped = outcome === 'pass' || outcome === 'skip';
  return html`<a class="cell" href="#${id}" title="${id}: ${title}" aria-label="${id}, ${LABELS[outcome][0]}"${skipped && html` tabindex="-1"`}>${markOf(check)}</a>`;
}

const BROKEN: Readonly<Record<Level, readonly [title: string, about: string]>> = {
  must: [
    'Violated MUST rules',
    'A MUST is stated on Podflare’s auth page, or violating it exposes the server. Each violation fails the run, so fix these first. Each line states the rule and, below it, what was found instead.',
  ],
  should: [
    'Violated SHOULD rules',
    'A SHOULD comes from an RFC or another of Podflare’s pages. Each violation is a warning, and fails a run with --strict.',
  ],
  may: ['Noted, not judged', 'For information: either behaviour is correct.'],
};

function sections(report: Report): Markup {
  const found = findings(report);
  const judged = found.filter(({ excuse, outcome }) => !excuse && ['fail', 'warn', 'note'].includes(outcome));
  const untestable = (tone: 'red' | 'yellow') =>
    found.filter((check) => !check.excuse && check.outcome === 'untestable' && toneOf(check) === tone);
  const broken = (level: Level) => {
    const [title, about] = BROKEN[level];
    const checks = judged.filter((check) => check.level === level);
    return section(title, checks, about);
  };
  return html`
${section(
  'Bugs of podflare-conformance',
  found.filter(({ outcome }) => outcome === 'error'),
)}
${broken('must')}
${section('MUST rules that could not be judged, because the control failed', untestable('red'))}
${broken('should')}
${section('SHOULD rules that could not be judged, because the control failed', untestable('yellow'))}
${broken('may')}
${section(
  'Known failures, excused by the baseline',
  found.filter(({ excuse, newSince, outcome }) => excuse && newSince === undefined && outcome !== 'error'),
)}
${section(
  newTitle(report),
  found.filter(({ excuse, newSince }) => excuse && newSince !== undefined),
)}
${skips(report).map(([reason, checks]) => section('Not checked here', checks, reason))}
${section(
  'Passed',
  report.checks.filter(({ outcome }) => outcome === 'pass'),
)}`;
}

function section(title: string, checks: readonly CheckResult[], about?: string): Markup | undefined {
  if (checks.length === 0) return undefined;
  return html`<section class="group">
<h2>${title} <span class="quiet total">${checks.length}</span></h2>
${about !== undefined && html`<p class="about">${about}</p>`}
${checks.map(checkCard)}
</section>
`;
}

function launches({ launches: starts }: Report): Markup | undefined {
  if (starts.length === 0) return undefined;
  return html`<details class="starts"><summary>${plural(starts.length, 'launch', 'launches')} of the target</summary>
<table><thead><tr><th scope="col">Configuration</th><th scope="col">Outcome</th><th scope="col" class="count">ms</th></tr></thead>
<tbody>${starts.map(({ configuration, outcome, startMs }) => html`<tr><td>${configuration}</td><td>${outcome}</td><td class="count">${Math.round(startMs)}</td></tr>`)}</tbody></table>
</details>`;
}
