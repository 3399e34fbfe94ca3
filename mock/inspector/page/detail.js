import { findingOf, valuesOf } from '../finding.ts';
import { announcesBody, precedesBody, repeat } from '../repeat.ts';
import { command, el, plural } from './dom.js';

/** What the rules say, by name: scripts/generate/inspector.ts puts it in. */
const SAYS = RULES;

/** Characters of a body that are shown at once. */
const SHOWN = 12_000;

const VERDICTS = {
  accepted: 'accepted: its key is one of the keys',
  missing: 'refused: no key came with it',
  invalid: 'refused: its key is none of the keys',
  exempt: 'exempt: no key is asked for here',
  off: 'off: this mock asks for no key',
};

/** Everything that is known of a request. */
export function detail(entry, origin) {
  return [...facts(entry), requestFigure(entry), bodyFigure(entry), ...again(entry, origin)];
}

function facts(entry) {
  const { verdict, status, operation, parameters, fault, number, time, namespace } = entry;
  const finding = findingOf(entry);
  const rows = [
    ['Key check', verdict === undefined ? 'it did not come to that' : VERDICTS[verdict]],
    ['Answer', status === 0 ? 'none: the connection was broken' : String(status)],
    ['Operation', operation === undefined ? 'none of the contract' : el('code', {}, operation)],
    ...Object.entries(parameters).map(([name, value]) => [name, el('code', {}, value)]),
    ['Namespace', namespace && el('code', {}, namespace)],
    ['Fault', fault],
    [
      'Arrived',
      `${new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC')}, as number ${number}${namespace ? ' there' : ''}`,
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
  const given = rows.filter(([, value]) => value !== undefined);
  return el(
    'dl',
    { class: kind },
    given.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

function ruleText(name) {
  if (name === undefined) return undefined;
  const says = SAYS[name].split('`').map((part, i) => (i % 2 === 1 ? el('code', {}, part) : part));
  return el('span', {}, says, ' ', el('code', { class: 'quiet' }, name));
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
    return figure(`Body, ${size}${formatted === undefined ? '' : ', JSON, laid out'}`, formatted ?? body, 'Body');
  }
  if (body === '' || !announcesBody(entry)) return el('p', { class: 'quiet' }, 'It has no body.');
  const length = valuesOf(entry, 'content-length')[0];
  const size = length === undefined ? '' : ` of ${length} bytes`;
  const why = precedesBody(entry)
    ? 'was not read: the key check comes first'
    : 'was not read, or is larger than 64 KiB';
  return el('p', { class: 'quiet' }, `Its body${size} is not kept: it ${why}.`);
}

/** JSON, laid out; undefined for what is none, or would change by it. */
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

/** A JSON text without the blanks between its tokens. */
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

function again(entry, origin) {
  const line = repeat(entry, origin);
  if (line === undefined)
    return [el('p', { class: 'quiet' }, 'No curl line sends it again: curl cannot, or not all of it is kept.')];
  const without = entry.body === undefined && announcesBody(entry);
  return [
    el('p', { class: 'label-line' }, without ? 'Send it again, without its body' : 'Send it again'),
    command(line),
  ];
}
