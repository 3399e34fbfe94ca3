import { findingOf } from '../finding.ts';
import { detail } from './detail.js';
import { el, spaceMark } from './dom.js';

const MARKS = { pass: '✓', fail: '✗', warn: '!', note: 'i' };
const SAID = { pass: 'served', fail: 'refused', warn: 'failed', note: 'hit by a fault' };
/** Characters of a target on its row. */
const TARGET = 200;

/** How a request ended, in the words of the report's marks. */
export function outcomeOf({ verdict, status, fault }) {
  if (fault !== undefined) return 'note';
  if (verdict === 'missing' || verdict === 'invalid') return 'fail';
  return status >= 400 ? 'warn' : 'pass';
}

/** What the search looks at. */
export function textOf({
  method,
  target,
  operation = '',
  status,
  verdict = '',
  rawHeaders,
  body = '',
  namespace = '',
}) {
  const headers = rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\n`)).join('');
  return `${method} ${target} ${operation} ${status} ${verdict} ${namespace}\n${headers}${body}`.toLowerCase();
}

/** The row of a request, folded. What it unfolds to is made when it is opened first. */
export function row(entry, origin) {
  const { method, target, operation, status, time, namespace } = entry;
  const outcome = outcomeOf(entry);
  const finding = findingOf(entry);
  const short = target.length > TARGET ? `${target.slice(0, TARGET)}…` : target;
  const date = new Date(time);
  const head = el(
    'summary',
    {},
    el('span', { class: `mark ${outcome}`, 'aria-hidden': 'true' }, MARKS[outcome]),
    el(
      'span',
      { class: 'name' },
      el('code', {}, el('b', {}, method), ` ${short}`),
      ' ',
      operation && el('span', { class: 'title' }, operation),
      namespace && spaceMark(namespace),
      finding && el('span', { class: 'gist' }, finding.found),
    ),
    el('time', { datetime: date.toISOString(), class: 'quiet' }, date.toLocaleTimeString('en-GB')),
    el(
      'span',
      { class: 'tag' },
      status === 0 ? 'none' : String(status),
      el('span', { class: 'spoken' }, `, ${SAID[outcome]}`),
    ),
  );
  const item = el('details', { class: `check ${outcome}`, 'data-outcome': outcome }, head);
  item.addEventListener('toggle', () => item.append(el('div', { class: 'body' }, detail(entry, origin()))), {
    once: true,
  });
  return item;
}
