import { clipped, cut, labelled, plural, safe, wrap } from '../../base/text.ts';
import type { CaseResult, CheckResult, ExchangeRecord } from '../../model/report.ts';
import { caseName, findingsOf, type Group } from './groups.ts';
import { MARKS, type Paint, styleOf } from './style.ts';

/** Findings of one check that are shown in full; the others are named. */
const IN_FULL = 2;
/** Cases with the same finding that are named. */
const NAMED = 6;
/** Lines of one message that are shown. */
const MESSAGE_LINES = 24;
const LABEL = 9;
/** Characters of one text that are shown. */
const LONGEST = 4_000;

/** What a check found, in full: rule, expected, found, the exchange, how to repeat it and how to mend it. */
export function finding(check: CheckResult, width: number, paint: Paint): string[] {
  const { mark, says } = MARKS[check.outcome];
  const groups = findingsOf(check);
  return [
    `${paint(styleOf(check), `${mark} ${check.id}`)}  ${paint('dim', `${check.level} rule ${check.rule} ${says}`)}`,
    ...wrap(check.title, width - 2).map((line) => `  ${paint('bold', line)}`),
    ...groups.slice(0, IN_FULL).flatMap((group) => ['', ...groupLines(group, width, paint)]),
    ...others(groups.slice(IN_FULL), width),
    '',
    ...row('why', check.why, width, paint),
    ...row('fix', check.fix, width, paint),
    `  ${paint('dim', 'rerun'.padEnd(LABEL))} ${safe(check.rerun)}`,
  ];
}

function groupLines([first, ...alike]: Group, width: number, paint: Paint): string[] {
  const { expected, actual, retries } = first;
  // The rest of a bug's reason is a stack, which the JSON report keeps.
  const reason = first.outcome === 'error' ? first.reason?.split('\n')[0] : first.reason;
  // A MAY is never judged: what was found is enough.
  const { curl, exchanges } = first.outcome === 'note' ? { curl: undefined, exchanges: [] } : first;
  const exchange = exchanges.at(-1);
  return [
    ...wrap(nameOf(first), width - 2).map((line) => `  ${line}`),
    ...(expected === undefined ? [] : row('expected', shown(expected), width, paint)),
    ...(actual === undefined ? [] : row('found', shown(actual), width, paint)),
    ...(reason === undefined ? [] : row('because', shown(reason), width, paint)),
    ...(retries === 0
      ? []
      : row('retried', `${plural(retries, 'time')}, on a connection that was closed`, width, paint)),
    ...(exchange ? exchangeLines(exchange, width) : []),
    ...(exchange?.turn === undefined ? [] : row('order', orderText(exchange.turn, curl !== undefined), width, paint)),
    ...(curl === undefined ? [] : [`  ${paint('dim', 'repeat'.padEnd(LABEL))} ${safe(curl)}`]),
    ...(alike.length === 0 ? [] : row('also', alsoText(first, alike), width, paint)),
  ];
}

/** What a server makes of a request may depend on what came before it on the connection, which the curl line leaves out. */
function orderText(turn: number, hasCurl: boolean): string {
  return `request ${turn} on its connection${hasCurl ? '; the next line opens a new one' : ''}`;
}

/** The names of cases like `first`; their configuration only where it is another one. */
function alsoText(first: CaseResult, alike: readonly CaseResult[]): string {
  const names = alike.map((item) =>
    item.configuration === first.configuration && item.name ? safe(item.name) : nameOf(item),
  );
  const rest = names.length - NAMED;
  return rest > 1 ? `${names.slice(0, NAMED).join('; ')}; and ${rest} more cases` : names.join('; ');
}

function others(groups: readonly Group[], width: number): string[] {
  return groups.length === 0
    ? []
    : [
        '',
        ...groups.flatMap(([first, ...alike]) => {
          const more = alike.length > 0 ? ` (and ${alike.length} alike)` : '';
          return `  ${cut(`${nameOf(first)}${more}: ${oneLine(first.actual ?? first.reason ?? '')}`, width - 2)}`;
        }),
      ];
}

/** A text of the target, made safe and of bounded length. */
function shown(text: string): string {
  return safe(clipped(text, LONGEST));
}

function nameOf(item: CaseResult): string {
  return shown(caseName(item));
}

function exchangeLines({ sent, received, failure }: ExchangeRecord, width: number): string[] {
  return [
    ...message('>', sent, width),
    ...(received === undefined ? [] : message('<', received, width)),
    ...(failure === undefined ? [] : [`    ${cut(`< (${oneLine(failure)})`, width - 4)}`]),
  ];
}

function message(direction: '<' | '>', text: string, width: number): string[] {
  const lines = safe(text).split('\n');
  const shown = lines.slice(0, MESSAGE_LINES).map((line) => `    ${cut(`${direction} ${line}`.trimEnd(), width - 4)}`);
  return lines.length > MESSAGE_LINES
    ? [...shown, `    ${direction} (${lines.length - MESSAGE_LINES} more lines)`]
    : shown;
}

function row(name: string, text: string, width: number, paint: Paint): string[] {
  const [first = '', ...rest] = labelled(' '.repeat(LABEL + 3), text, width);
  return [`  ${paint('dim', name.padEnd(LABEL))} ${first.trimStart()}`, ...rest];
}

function oneLine(text: string): string {
  return safe(text.replace(/\s*\n\s*/g, ' '));
}
