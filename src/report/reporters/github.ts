import { clipped, plural, printable, safe } from '../../base/text.ts';
import { type BaselineProblem, type CheckResult, failsRun, type Report, toneOf } from '../../model/report.ts';
import { excuseLabel, findings, findingsOf } from '../render/groups.ts';
import { verdictSentence } from '../render/summary.ts';

type Kind = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows this many annotations of each kind per step, and silently drops the rest. */
const SHOWN = 10;
const LONGEST = 600;

/** Renders annotations for GitHub Actions, one command per line, titled with the id of the check. */
export function renderGithub(given: Report): string {
  const report = printable(given);
  const annotations = [
    ...(report.baseline?.problems ?? []).map(ofProblem),
    ...findings(report).map((check) => ofCheck(check, report)),
  ];
  const kinds: readonly Kind[] = ['error', 'warning', 'notice'];
  const shown = kinds.flatMap((kind) =>
    limited(
      kind,
      annotations.filter((annotation) => annotation.kind === kind),
    ),
  );
  return [...shown.map(command), verdictSentence(report), ''].join('\n');
}

function ofProblem({ check, kind, message }: BaselineProblem): Annotation {
  return { kind: 'error', title: `baseline: ${kind} entry ${check}`, message };
}

function ofCheck(check: CheckResult, report: Report): Annotation {
  const kind = failsRun(check, report.strict) ? 'error' : toneOf(check) === 'yellow' ? 'warning' : 'notice';
  const [first, ...others] = findingsOf(check);
  const lines = [
    check.title,
    ...(check.excuse ? [`${excuseLabel(check)}: ${check.excuse.reason}`] : []),
    ...(first?.[0].expected === undefined ? [] : [`Expected: ${first[0].expected}`]),
    ...(first?.[0].actual === undefined ? [] : [`Found: ${first[0].actual}`]),
    ...(first?.[0].reason === undefined ? [] : [`Because: ${first[0].reason}`]),
    ...(others.length > 0 ? [`And ${plural(others.length, 'other finding')}.`] : []),
    `Fix: ${check.fix}`,
    `Rerun: ${check.rerun}`,
  ];
  return {
    kind: check.excuse && kind !== 'error' ? 'notice' : kind,
    title: `${check.id} (${check.level}${check.outcome === 'untestable' ? ', could not be judged' : ''})`,
    message: lines.map((line) => safe(clipped(line, LONGEST))).join('\n'),
  };
}

/** The annotations that GitHub shows. If there are too many, the last one names those left out. */
function limited(kind: Kind, annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= SHOWN) return annotations;
  const rest = annotations.slice(SHOWN - 1);
  const message = rest.map(({ title }) => title).join('\n');
  return [...annotations.slice(0, SHOWN - 1), { kind, title: `and ${rest.length} more`, message }];
}

function command({ kind, title, message }: Annotation): string {
  return `::${kind} title=${escapeProperty(safe(title))}::${escapeData(message)}`;
}

/** Escapes a value in the way that the runner unescapes it. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
