import { clipped, cut, labelled, oneLine, plural, safe, wrap } from '../../base/text.ts';
import type { CaseResult, CheckResult, ExchangeRecord } from '../../model/report.ts';
import { caseName, findingsOf, type Group } from './groups.ts';
import { MARKS, type Paint, styleOf } from './style.ts';

/** How many findings of a check are shown in full. The others are only named. */
const IN_FULL = 2;
/** How many cases with the same finding are named. */
const NAMED = 6;
/** How many lines of a message are shown. */
const MESSAGE_LINES = 24;
const LABEL = 9;
/** How many characters of a text are shown. */
const LONGEST = 4_000;

/** Renders what a check found: the rule, what was expected and found, the exchange, how to repeat it and how to fix it. */
export function finding(check: CheckResult, width: number, paint: Paint): string[] {
  const { mark, says } = MARKS[check.outcome];
  const groups = findingsOf(check);
  return [
    `${paint(styleOf(check), `${mark} ${check.id}`)}  ${paint('dim', `${check.level.toUpperCase()} ${check.rule} ${says}`)}`,
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
  // The other lines of a bug's reason are the stack trace. Only the JSON report has it.
  const reason = first.outcome === 'error' ? first.reason?.split('\n')[0] : first.reason;
  // A MAY is never judged, so the exchange is left out.
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

/** The curl command opens a new connection, but a response may depend on earlier requests on the same connection. */
function orderText(turn: number, hasCurl: boolean): string {
  return `request ${turn} on its connection${hasCurl ? '; the next line opens a new one' : ''}`;
}

/** Names the cases with the same finding as `first`, each with its configuration if that differs. */
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
          const more = alike.length > 0 ? ` (and ${alike.length} similar)` : '';
          return `  ${cut(`${nameOf(first)}${more}: ${safe(oneLine(first.actual ?? first.reason ?? ''))}`, width - 2)}`;
        }),
      ];
}

/** Escapes and clips a text that came from the target. */
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
    ...(failure === undefined ? [] : [`    ${cut(`< (${safe(oneLine(failure))})`, width - 4)}`]),
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
