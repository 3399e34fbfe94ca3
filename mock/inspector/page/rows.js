import { findingOf } from '../finding.ts';
import { detail } from './detail.js';
import { el, spaceMark } from './dom.js';

const MARKS = { pass: '✓', fail: '✗', warn: '!', note: 'i' };
const OUTCOMES = { pass: 'served', fail: 'refused', warn: 'failed', note: 'hit by a fault' };
/** Maximum characters of a target in its row. */
const TARGET = 200;

/** The outcome of a request, named like the marks of the report. */
export function outcomeOf({ verdict, status, fault }) {
  if (fault !== undefined) return 'note';
  if (verdict === 'missing' || verdict === 'invalid') return 'fail';
  return status >= 400 ? 'warn' : 'pass';
}

/** The text that the search matches, in lower case. */
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

/** The collapsed row of a request. Its details are rendered when it is first opened. */
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
      el('span', { class: 'spoken' }, `, ${OUTCOMES[outcome]}`),
    ),
  );
  const item = el('details', { class: `check ${outcome}`, 'data-outcome': outcome }, head);
  item.addEventListener('toggle', () => item.append(el('div', { class: 'body' }, detail(entry, origin()))), {
    once: true,
  });
  return item;
}
