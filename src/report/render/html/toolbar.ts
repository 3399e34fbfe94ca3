import type { Counts, Outcome } from '../../../model/report.ts';
import { mark } from './check.ts';
import { html, type Markup } from './markup.ts';

export const LABELS: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  fail: ['failed', 'failed'],
  untestable: ['untestable', 'untestable'],
  error: ['in error', 'in error'],
  warn: ['warning', 'warnings'],
  note: ['note', 'notes'],
  pass: ['passed', 'passed'],
  skip: ['skipped', 'skipped'],
};
const OUTCOMES: readonly Outcome[] = ['fail', 'untestable', 'error', 'warn', 'note', 'pass', 'skip'];

/** A search field, and a filter for each outcome that occurs. The script shows it. */
export function toolbar(counts: Counts, more?: Markup): Markup {
  const present = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  return html`<form class="toolbar" role="search" hidden>
<input type="search" placeholder="Search checks, rules, headers, bodies" aria-label="Search" aria-keyshortcuts="/">
<fieldset><legend>Outcomes</legend>
${present.map((outcome) => html`<label class="chip"><input type="checkbox" value="${outcome}" checked>${mark(outcome)}<span>${counts[outcome]} ${LABELS[outcome][counts[outcome] === 1 ? 0 : 1]}</span></label>`)}
${more}
</fieldset>
<button type="button" class="fold" aria-keyshortcuts="e">Open all</button>
<output aria-live="polite"></output>
</form>`;
}
