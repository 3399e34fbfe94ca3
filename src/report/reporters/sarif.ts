import { clipped, plural, printable, safe } from '../../base/text.ts';
import type { Level } from '../../contract/levels.ts';
import type { CaseResult, CheckResult, Report } from '../../model/report.ts';
import { caseName, findings, findingsOf, type Group, markGivenServer } from '../render/groups.ts';
import { jsonText } from './json.ts';

const LONGEST = 8_000;

/**
 * The location of all findings. A server has no source line, but GitHub requires a file. For a file that is not in the
 * repository, it shows the finding without source.
 */
const PLACE = 'hostd';

const SEVERITY: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  must: 'error',
  should: 'warning',
  may: 'note',
};

/**
 * Renders a run as SARIF 2.1.0 for code scanning: a rule for each check, and a result for each check that found
 * something. A finding that the baseline excuses is a suppressed result. A bug in the suite is a notification of the
 * tool.
 */
export function renderSarif(given: Report): string {
  const report = printable(markGivenServer(given));
  const { suite, startedAt, durationMs, exitCode, checks } = report;
  const found = findings(report);
  const bugs = found.filter(({ outcome }) => outcome === 'error');
  const results = found.filter(({ outcome }) => outcome !== 'error');
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: suite.name, semanticVersion: suite.version, rules: checks.map(ruleOf) } },
        automationDetails: { id: `${suite.name}/` },
        invocations: [
          {
            executionSuccessful: exitCode === 0 || exitCode === 1,
            exitCode,
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
            toolExecutionNotifications: bugs.map((check) => ({
              level: 'error',
              message: { text: text(`${check.id}: ${check.cases.find(({ reason }) => reason)?.reason ?? ''}`) },
              associatedRule: { id: check.id, index: checks.indexOf(check) },
            })),
          },
        ],
        results: results.map((check) => resultOf(check, checks.indexOf(check))),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return jsonText(log);
}

function ruleOf({ id, title, why, fix, level, rule, family }: CheckResult) {
  return {
    id,
    name: id.replace(/(^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, _gap, letter: string) => letter.toUpperCase()),
    shortDescription: { text: text(title) },
    fullDescription: { text: text(why) },
    help: { text: text(fix), markdown: text(fix) },
    defaultConfiguration: { level: SEVERITY[level] },
    properties: { tags: ['security', family, rule], precision: 'very-high', ...severityOf(level) },
  };
}

/**
 * Severity from 0 to 10, by which code scanning sorts. A violated MUST can mean an unauthenticated API that runs code.
 */
function severityOf(level: Level) {
  return { 'security-severity': { must: '9.0', should: '4.0', may: '1.0' }[level] };
}

function resultOf(check: CheckResult, ruleIndex: number) {
  const groups = findingsOf(check);
  const { id, excuse, outcome, level } = check;
  return {
    ruleId: id,
    ruleIndex,
    kind: 'fail',
    level: SEVERITY[level],
    message: { text: text(messageOf(check, groups)) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: PLACE }, region: { startLine: 1 } },
        logicalLocations: [...new Set(groups.flat().map(caseName))].map((name) => ({
          name: text(name),
          kind: 'resource',
        })),
      },
    ],
    partialFingerprints: { 'checkId/v1': id },
    ...(excuse && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: text(excuse.reason) }],
    }),
    properties: { outcome, findings: groups.map(([first]) => propertiesOf(first)), rerun: text(check.rerun) },
  };
}

function messageOf({ title, fix, outcome, cases }: CheckResult, groups: readonly Group[]): string {
  const [first] = groups;
  const broken = groups.reduce((sum, group) => sum + group.length, 0);
  return [
    outcome === 'untestable' ? `Could not be judged, because its control failed: ${title}` : title,
    ...(first ? [`${caseName(first[0])}: ${said(first[0])}`] : []),
    ...(broken > 1 ? [`${broken} of ${plural(cases.length, 'case')}.`] : []),
    `Fix: ${fix}`,
  ].join('\n');
}

function said({ expected, actual, reason }: CaseResult): string {
  return reason ?? `expected ${expected}, found ${actual}`;
}

function propertiesOf({ expected, actual, reason, curl, exchanges }: CaseResult) {
  const last = exchanges.at(-1);
  const shown = { expected, actual, reason, curl, sent: last?.sent, received: last?.received ?? last?.failure };
  return Object.fromEntries(Object.entries(shown).flatMap(([name, value]) => (value ? [[name, text(value)]] : [])));
}

function text(value: string): string {
  return safe(clipped(value, LONGEST));
}
