import { clipped, inert, oneLine, printable, safe } from '../../base/text.ts';
import { type CaseResult, type CheckResult, failsRun, type Report } from '../../model/report.ts';
import { caseName, excuseLabel, findingsOf, markGivenServer, skippedCases } from '../render/groups.ts';

/** How many findings of a check its diagnostic lists. */
const FINDINGS = 5;
const LONGEST = 4_000;

/**
 * Renders a run as TAP 14, with a test point for each check. A violation that does not fail the run (a SHOULD, or
 * excused by the baseline) is `not ok` with `TODO`, which harnesses do not count as a failure.
 */
export function renderTap(given: Report): string {
  const report = printable(markGivenServer(given));
  const { checks, suite, target, baseline } = report;
  const problems = baseline?.problems ?? [];
  return inert(
    [
      'TAP version 14',
      `1..${checks.length + problems.length}`,
      `# ${suite.name} ${suite.version}, ${safe(oneLine(clipped(target.label, LONGEST)))}`,
      ...checks.flatMap((check, i) => point(check, i + 1, report)),
      ...problems.flatMap(({ check, message }, i) => [
        `not ok ${checks.length + i + 1} - baseline: ${description(check)}`,
        ...diagnostic({ message }),
      ]),
      '',
    ].join('\n'),
  );
}

function point(check: CheckResult, number: number, report: Report): string[] {
  const line = `${number} - ${description(`${check.id}: ${check.title}`)}`;
  if (check.outcome === 'pass') return [`ok ${line}`, ...skippedPart(check)];
  if (check.outcome === 'skip') return [`ok ${line} # SKIP ${directive(check.reason ?? '')}`];
  const failed = failsRun(check, report.strict);
  const todo = check.excuse
    ? `${excuseLabel(check).toLowerCase()}: ${directive(check.excuse.reason)}`
    : `a ${check.level.toUpperCase()} rule`;
  return [
    check.outcome === 'note' ? `ok ${line}` : `not ok ${line}${failed ? '' : ` # TODO ${todo}`}`,
    ...diagnostic(diagnosis(check)),
  ];
}

/** The skipped cases of a check that passed. */
function skippedPart(check: CheckResult): string[] {
  if (skippedCases(check) === 0) return [];
  const skipped = check.cases.filter(({ outcome }) => outcome === 'skip');
  return diagnostic({ skipped: skipped.map((item) => `${caseName(item)}: ${item.reason}`) });
}

function diagnosis(check: CheckResult): Values {
  const groups = findingsOf(check);
  return {
    outcome: check.outcome,
    level: check.level,
    rule: check.rule,
    found: groups.slice(0, FINDINGS).map(([first, ...alike]) => ({ ...ofCase(first), also: alike.map(caseName) })),
    ...(groups.length > FINDINGS && { more: `${groups.length - FINDINGS} other findings` }),
    why: check.why,
    fix: check.fix,
    rerun: check.rerun,
  };
}

function ofCase(item: CaseResult): Values {
  const last = item.exchanges.at(-1);
  return {
    case: caseName(item),
    ...(item.expected !== undefined && { expected: item.expected }),
    ...(item.actual !== undefined && { actual: item.actual }),
    ...(item.reason !== undefined && { because: item.reason }),
    ...(last && { sent: last.sent }),
    ...(last?.received !== undefined && { received: last.received }),
    ...(last?.failure !== undefined && { failure: last.failure }),
    ...(item.curl !== undefined && { curl: item.curl }),
  };
}

/** Puts a text on one line and escapes what TAP would take for a directive. */
function description(text: string): string {
  return safe(oneLine(text)).replace(/[\\#]/g, '\\$&');
}

function directive(text: string): string {
  return description(clipped(text, LONGEST));
}

interface Values {
  readonly [name: string]: Value;
}
type Value = string | readonly string[] | Values | readonly Values[];

function diagnostic(values: Values): string[] {
  return ['  ---', ...mapping(values, '  '), '  ...'];
}

function mapping(values: Values, indent: string): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (typeof value === 'string') return scalar(`${indent}${name}:`, value, indent);
    if (!Array.isArray(value)) return [`${indent}${name}:`, ...mapping(value as Values, `${indent}  `)];
    return value.length === 0 ? [] : [`${indent}${name}:`, ...value.flatMap((item) => entry(item, `${indent}  `))];
  });
}

function entry(item: string | Values, indent: string): string[] {
  if (typeof item === 'string') return scalar(`${indent}-`, item, indent);
  const [first = '', ...rest] = mapping(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

/** A text as a YAML scalar: quoted on one line, or as a block. A text that is safe for a terminal needs no escapes. */
function scalar(label: string, value: string, indent: string): string[] {
  const text = safe(clipped(value, LONGEST));
  if (!text.includes('\n')) return [`${label} ${JSON.stringify(text)}`];
  return [`${label} |2-`, ...text.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`))];
}
