import { findingOf, valuesOf } from '../finding.ts';
import { announcesBody, precedesBody, repeat } from '../repeat.ts';
import { command, el, plural } from './dom.js';

/** The texts of the rules, by name. scripts/generate/inspector.ts inserts them. */
const RULE_TEXTS = RULES;

/** Characters of a text that are shown before "Show more". */
const SHOWN = 12_000;

const VERDICTS = {
  accepted: 'accepted: the key is valid',
  missing: 'refused: no key was sent',
  invalid: 'refused: the key is not valid',
  exempt: 'exempt: this path requires no key',
  off: 'off: this mock requires no key',
};

/** The details of a request: the finding, the facts, headers, body, and a curl command. */
export function detail(entry, origin) {
  return [...facts(entry), requestFigure(entry), bodyFigure(entry), ...repeatCommand(entry, origin)];
}

function facts(entry) {
  const { verdict, status, operation, parameters, fault, number, time, namespace } = entry;
  const finding = findingOf(entry);
  const rows = [
    ['Key check', verdict === undefined ? 'not reached' : VERDICTS[verdict]],
    ['Status', status === 0 ? 'none: a fault broke the connection' : String(status)],
    ['Operation', operation === undefined ? 'none' : el('code', {}, operation)],
    ...Object.entries(parameters).map(([name, value]) => [name, el('code', {}, value)]),
    ['Namespace', namespace && el('code', {}, namespace)],
    ['Fault', fault],
    [
      'Arrived',
      `${new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC')}, number ${number}${namespace ? ' of its namespace' : ''}`,
    ],
  ];
  return [
    finding &&
      terms('versus', [
        ['Found', el('span', { class: 'found' }, finding.found)],
        ['Fix', finding.fix],
        ['Rule', ruleText(finding.rule)],
      ]),
    terms('versus', rows),
  ];
}

function terms(kind, rows) {
  const present = rows.filter(([, value]) => value !== undefined);
  return el(
    'dl',
    { class: kind },
    present.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

function ruleText(name) {
  if (name === undefined) return undefined;
  const text = RULE_TEXTS[name].split('`').map((part, i) => (i % 2 === 1 ? el('code', {}, part) : part));
  return el('span', {}, text, ' ', el('code', { class: 'quiet' }, name));
}

function requestFigure({ method, target, rawHeaders }) {
  const lines = [`${method} ${target}`];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return figure(`Request, ${plural(rawHeaders.length / 2, 'header')}`, lines.join('\n'), 'Request');
}

function bodyFigure(entry) {
  const { body } = entry;
  if (body) {
    const size = plural(new TextEncoder().encode(body).length, 'byte');
    const formatted = pretty(body);
    return figure(`Body, ${size}${formatted === undefined ? '' : ', formatted JSON'}`, formatted ?? body, 'Body');
  }
  if (body === '' || !announcesBody(entry)) return el('p', { class: 'quiet' }, 'No body.');
  const length = valuesOf(entry, 'content-length')[0];
  const size = length === undefined ? '' : ` of ${length} bytes`;
  const why = precedesBody(entry)
    ? 'was not read: the key check comes first'
    : 'was not read, or is larger than 64 KiB';
  return el('p', { class: 'quiet' }, `The body${size} was not recorded: it ${why}.`);
}

/** Formatted JSON; undefined for other text, and for JSON that formatting would change. */
function pretty(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === 'object' && JSON.stringify(value) === compact(body)
      ? JSON.stringify(value, null, 2)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON text without the whitespace between its tokens. */
function compact(text) {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string) => string ?? '');
}

function figure(caption, text, label) {
  const cut = text.length > SHOWN;
  const pre = el('pre', { tabindex: '0', 'data-label': label, 'aria-label': label }, cut ? text.slice(0, SHOWN) : text);
  const box = el('figure', { class: 'exchange' }, el('figcaption', {}, caption), pre);
  if (!cut) return box;
  const more = el('button', { type: 'button', class: 'rest' }, `Show ${plural(text.length - SHOWN, 'more character')}`);
  more.addEventListener('click', () => {
    pre.replaceWith(el('pre', { tabindex: '0', 'aria-label': label }, text));
    more.remove();
  });
  box.append(more);
  return box;
}

function repeatCommand(entry, origin) {
  const line = repeat(entry, origin);
  if (line === undefined)
    return [
      el('p', { class: 'quiet' }, 'No curl command: curl cannot send this request, or its body was not recorded.'),
    ];
  const lacksBody = entry.body === undefined && announcesBody(entry);
  return [el('p', { class: 'label-line' }, lacksBody ? 'Send again, without the body' : 'Send again'), command(line)];
}
