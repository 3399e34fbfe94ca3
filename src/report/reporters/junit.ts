import { inert } from '../../base/text.ts';
import {
  type BaselineProblem,
  type CaseResult,
  type CheckResult,
  failsAlone,
  type Report,
} from '../../model/report.ts';
import { excuseLabel, familiesOf } from '../render/groups.ts';
import { cdata, element, type Xml } from '../render/xml.ts';

/**
 * Renders a run in the JUnit XML dialect of Jenkins, GitLab and GitHub Actions: a suite for each family, a test case
 * for each case. A violated or untestable SHOULD is a failure only in a strict run, and a MAY never is. Otherwise they
 * are in `system-out`.
 */
export function renderJunit(report: Report): string {
  const suites = familiesOf(report.checks).map(([family, checks]) => suite(family, checks, report));
  if (report.baseline && report.baseline.problems.length > 0) suites.push(misfits(report.baseline.problems, report));
  const total = (name: 'tests' | 'failures' | 'errors') =>
    String(suites.reduce((sum, { attributes }) => sum + Number(attributes[name]), 0));
  const root = element(
    'testsuites',
    {
      name: `${report.suite.name} ${report.suite.version}`,
      ...{ tests: total('tests'), failures: total('failures'), errors: total('errors') },
      time: seconds(report.durationMs),
    },
    suites,
  );
  return inert(`<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`);
}

/** The problems of the baseline, each as a failed test. */
function misfits(problems: readonly BaselineProblem[], { startedAt }: Report): Xml {
  const number = String(problems.length);
  return element(
    'testsuite',
    {
      ...{ name: 'baseline', tests: number, failures: number, errors: '0', skipped: '0' },
      ...{ timestamp: startedAt.replace(/\.\d+Z$/, 'Z'), time: '0.000' },
    },
    problems.map(({ check, kind, message }) =>
      element('testcase', { classname: 'baseline', name: check, time: '0.000' }, [
        element('failure', { type: kind, message }, [cdata(message)]),
      ]),
    ),
  );
}

function suite(family: string, checks: readonly CheckResult[], report: Report): Xml {
  const cases = checks.flatMap((check) =>
    check.cases.length === 0 ? [absent(check)] : check.cases.map((item) => ({ check, item })),
  );
  const kinds = cases.map(({ check, item }) => kindOf(check, item, report.strict));
  const number = (kind: Kind) => String(kinds.filter((each) => each === kind).length);
  return element(
    'testsuite',
    {
      ...{ name: family, tests: String(cases.length), failures: number('failure'), errors: number('error') },
      ...{ skipped: number('skipped'), timestamp: report.startedAt.replace(/\.\d+Z$/, 'Z') },
      time: seconds(cases.reduce((sum, { item }) => sum + item.durationMs, 0)),
    },
    [
      element('properties', {}, [
        element('property', { name: 'target', value: report.target.label }),
        element('property', { name: 'contract', value: report.contract.version }),
      ]),
      ...cases.map(({ check, item }) => testcase(check, item, report.strict)),
    ],
  );
}

/** A check without cases becomes one skipped case. */
function absent(check: CheckResult): { check: CheckResult; item: CaseResult } {
  const item = { name: '', configuration: '', outcome: check.outcome, exchanges: [], retries: 0, durationMs: 0 };
  return { check, item: check.reason === undefined ? item : { ...item, reason: check.reason } };
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

/** Excused failures are reported as skipped, the only outcome in JUnit that does not count. */
function kindOf({ excuse, level }: CheckResult, { outcome }: CaseResult, strict: boolean): Kind {
  if (excuse && ['fail', 'untestable', 'warn'].includes(outcome)) return 'skipped';
  if (outcome === 'error') return 'error';
  if (failsAlone({ level, outcome }, strict)) return 'failure';
  return outcome === 'skip' ? 'skipped' : 'passed';
}

function testcase(check: CheckResult, item: CaseResult, strict: boolean): Xml {
  const name = [check.title, ...[item.name, item.configuration].filter(Boolean).map((part) => `[${part}]`)].join(' ');
  const found = item.reason ?? `expected ${item.expected}, found ${item.actual}`;
  const kind = kindOf(check, item, strict);
  const message =
    kind === 'skipped' && check.excuse
      ? `${excuseLabel(check).toLowerCase()}: ${check.excuse.reason} (${found})`
      : found;
  const children: Xml[] = [];
  if (kind === 'skipped') children.push(element('skipped', { message }));
  else if (kind !== 'passed')
    children.push(element(kind, { type: item.outcome, message }, [cdata(details(check, item))]));
  else if (item.outcome !== 'pass')
    children.push(element('system-out', {}, [cdata(`${item.outcome}: ${message}\n${details(check, item)}`)]));
  return element('testcase', { classname: check.id.replace('/', '.'), name, time: seconds(item.durationMs) }, children);
}

/** What a person needs in order to understand and reproduce a finding. */
function details(check: CheckResult, { expected, actual, reason, exchanges, curl }: CaseResult): string {
  const last = exchanges.at(-1);
  const quoted = (mark: string, text: string) => text.split('\n').map((line) => `${mark} ${line}`.trimEnd());
  return [
    `Rule: ${check.rule} (${check.level})`,
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(actual === undefined ? [] : [`Found: ${actual}`]),
    ...(reason === undefined ? [] : [`Because: ${reason}`]),
    ...(last ? quoted('>', last.sent) : []),
    ...(last?.received === undefined ? [] : quoted('<', last.received)),
    ...(last?.failure === undefined ? [] : [`< (${last.failure})`]),
    ...(curl === undefined ? [] : [`Curl: ${curl}`]),
    `Why: ${check.why}`,
    `Fix: ${check.fix}`,
    `Rerun: ${check.rerun}`,
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
