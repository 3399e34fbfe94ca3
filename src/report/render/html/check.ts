import { cut, oneLine, plural } from '../../../base/text.ts';
import {
  type CaseResult,
  type CheckResult,
  type ExchangeRecord,
  type Judged,
  type Outcome,
  toneOf,
} from '../../../model/report.ts';
import { caseName, excuseLabel, findingsOf, type Group, skippedCases } from '../groups.ts';
import { ruleOf } from '../rule.ts';
import { MARKS } from '../style.ts';
import { html, type Markup, prose } from './markup.ts';

/** How many cases with the same finding are shown with their exchange. The others are only named. */
const ALIKE = 10;
/** How many findings are expanded initially. */
const OPEN = 3;
/** Maximum length of the line that summarises a finding. */
const GIST = 160;

const ROLES: Readonly<Record<ExchangeRecord['role'], string>> = {
  control: 'Control',
  probe: 'Judged request',
  step: 'Step before it',
};

export function mark(outcome: Outcome): Markup {
  return html`<span class="mark ${outcome}" aria-hidden="true">${MARKS[outcome].mark}</span>`;
}

/** The mark of a check. A SHOULD that could not be judged has the colour of a warning. */
export function markOf(check: Judged): Markup {
  return html`<span class="mark ${classOf(check)}" aria-hidden="true">${MARKS[check.outcome].mark}</span>`;
}

function classOf(check: Judged): Outcome {
  return toneOf(check) === 'yellow' ? 'warn' : check.outcome;
}

/** A collapsed check: its description, findings and advice. */
export function checkCard(check: CheckResult): Markup {
  const { id, outcome, level, title, reason, excuse } = check;
  const groups = findingsOf(check);
  return html`<details class="check ${classOf(check)}" id="${id}" data-outcome="${outcome}">
<summary>${markOf(check)}<span class="name"><code>${id}</code> <span class="title">${prose(title)}</span>${gist(groups)}${partly(check)}</span><span class="tag ${level}">${level}</span></summary>
<div class="body">
${excuse && html`<p class="excuse"><b>${excuseLabel(check)}:</b> ${excuse.reason}${excuse.issue !== undefined && html` (${excuse.issue})`}${excuse.until !== undefined && html`, until ${excuse.until}`}</p>`}
${reason !== undefined && html`<p class="reason">${reason}</p>`}
${advice(check)}
${groups.slice(0, OPEN).map(finding)}
${groups.length > OPEN && html`<details class="more"><summary>${plural(groups.length - OPEN, 'other finding')}</summary>${groups.slice(OPEN).map(finding)}</details>`}
${quiet(check)}
<h3>Check only this again</h3>
${command(check.rerun)}
</div>
</details>
`;
}

/** A summary of the finding, for the line of a collapsed check. */
function gist([first, ...others]: readonly Group[]): Markup | undefined {
  const found = first?.[0].actual ?? first?.[0].reason;
  if (found === undefined) return undefined;
  const more = others.length > 0 ? ` (and ${plural(others.length, 'other finding')})` : '';
  return html`<span class="gist">found ${cut(oneLine(found), GIST)}${more}</span>`;
}

/** How many cases of the check were skipped, if others ran. */
function partly(check: CheckResult): Markup | undefined {
  const skipped = skippedCases(check);
  return skipped === 0
    ? undefined
    : html`<span class="gist">${skipped} of ${plural(check.cases.length, 'case')} skipped</span>`;
}

export function advice({ fix, why, rule }: CheckResult): Markup {
  return html`<dl class="advice">
<div><dt>Fix</dt><dd>${prose(fix)}</dd></div>
<div><dt>Why</dt><dd>${prose(why)}</dd></div>
<div><dt>Rule</dt><dd>${ruleText(rule)}</dd></div>
</dl>`;
}

function ruleText(name: string): Markup {
  const row = ruleOf(name);
  return html`${row && html`${prose(row.says)} `}<span class="quiet"><code>${name}</code>${row && html`, ${row.source}`}</span>`;
}

function finding([first, ...alike]: Group): Markup {
  const { expected, actual, reason, retries, exchanges, curl } = first;
  const [judged] = exchanges.slice(-1);
  const before = exchanges.slice(0, -1);
  return html`<section class="finding">
<h3>${caseName(first)}</h3>
<dl class="versus">
${expected !== undefined && html`<dt>Expected</dt><dd>${expected}</dd>`}
${actual !== undefined && html`<dt>Found</dt><dd class="found">${actual}</dd>`}
${reason !== undefined && html`<dt>Because</dt><dd class="because">${reason}</dd>`}
${retries > 0 && html`<dt>Retried</dt><dd>${plural(retries, 'time')}, on a connection that was closed</dd>`}
</dl>
${before.length > 0 && html`<details class="more"><summary>${plural(before.length, 'exchange')} before it</summary>${before.map(exchange)}</details>`}
${judged && exchange(judged)}
${curl !== undefined && html`<p class="label-line">Send it again${judged?.turn !== undefined && ', on a connection of its own'}</p>${command(curl)}`}
${
  alike.length > 0 &&
  html`<details class="more"><summary>The same in ${plural(alike.length, 'other case')}</summary>
<ul class="cases">${alike.map((item, i) => html`<li>${i < ALIKE ? likewise(item) : caseName(item)}</li>`)}</ul></details>`
}
</section>
`;
}

function likewise(item: CaseResult): Markup {
  const [judged] = item.exchanges.slice(-1);
  if (!judged) return html`${caseName(item)}`;
  return html`<details><summary>${caseName(item)}</summary>${exchange(judged)}${item.curl !== undefined && command(item.curl)}</details>`;
}

function exchange({ role, sent, received, failure, turn, durationMs }: ExchangeRecord): Markup {
  return html`<figure class="exchange">
<figcaption>${ROLES[role]} <span class="quiet">${durationMs} ms${turn !== undefined && html`, request ${turn} on its connection`}</span></figcaption>
<pre class="sent" tabindex="0" aria-label="sent">${sent}</pre>
${received !== undefined && html`<pre class="received" tabindex="0" aria-label="received">${received}</pre>`}
${failure !== undefined && html`<p class="failure">${failure}</p>`}
</figure>
`;
}

function command(line: string): Markup {
  return html`<div class="command"><pre tabindex="0">${line}</pre></div>
`;
}

/** The cases that passed or were skipped. */
function quiet({ cases }: CheckResult): Markup | false {
  const passed = cases.filter(({ outcome }) => outcome === 'pass');
  const skipped = cases.filter(({ outcome }) => outcome === 'skip');
  if (passed.length + skipped.length === 0) return false;
  const said = [
    ...(passed.length > 0 ? [`${plural(passed.length, 'case')} passed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  return html`<details class="more"><summary>${said.join(', ')}</summary><ul class="cases">
${passed.map((item) => html`<li>${mark('pass')}${caseName(item)} <span class="quiet">${item.durationMs} ms</span></li>`)}
${skipped.map((item) => html`<li>${mark('skip')}${caseName(item)}: ${item.reason ?? ''}</li>`)}
</ul></details>
`;
}
