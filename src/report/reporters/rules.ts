import { plural, printable } from '../../base/text.ts';
import { ledger } from '../../contract/generated/ledger.ts';
import type { Rule } from '../../contract/ledger.ts';
import { type CheckResult, type Outcome, type Report, toneOf, worst } from '../../model/report.ts';
import { excuseLabel } from '../render/groups.ts';
import { code, escaped, inline, prose } from '../render/markdown/markdown.ts';
import { ICONS } from './markdown.ts';

const SAYS: Readonly<Record<Outcome, string>> = {
  pass: 'holds',
  note: 'holds, as far as it is judged',
  warn: 'is violated by a SHOULD check',
  fail: 'is violated',
  untestable: 'could not be judged: a control failed',
  error: 'has no verdict: a bug in podflare-conformance',
  skip: 'was not checked here',
};

/** Renders the rules of the ledger, each with the verdict of one target. */
export function renderRules(given: Report): string {
  const report = printable(given);
  const { target, suite, contract, startedAt } = report;
  const results = new Map(report.checks.map((check) => [check.id, check]));
  const judged = ledger.map((rule) => ({ rule, outcome: verdict(rule, results) }));
  const number = (...outcomes: (Outcome | undefined)[]) =>
    judged.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const head = [
    '# Rules and verdicts',
    '',
    `Target ${code(target.label)}, ${inline(`${startedAt.slice(0, 10)}, ${suite.name} ${suite.version}, contract ${contract.version}`)}.`,
    '',
    `${plural(ledger.length, 'rule')}. Holding: ${number('pass', 'note')}; violated: ${number('fail')}; violated by a SHOULD check: ${number('warn')}; not judged: ${number('untestable', 'error')}; not checked here: ${number('skip', undefined)}.`,
    '',
  ];
  const rows = judged.flatMap(({ rule, outcome = 'skip' }) => [
    `## ${ICONS[outcome]} ${rule.rule}`,
    '',
    ...statement(rule),
    rule.untested === undefined
      ? `**The rule ${SAYS[outcome]}${reserve(rule, outcome, results)}.**`
      : `Not tested: ${prose(rule.untested)}`,
    '',
    ...(rule.checks ?? []).flatMap((id) => result(id, results.get(id))),
    ...(rule.checks ? [''] : []),
  ]);
  return [...head, ...rows].join('\n');
}

/** A rule's text, level and source. */
export function statement({ says, level, source }: Rule): string[] {
  return [prose(says), '', `${level.toUpperCase()}. Source: ${escaped(source)}`, ''];
}

/** The worst outcome of a rule's checks. A violated SHOULD outweighs one that could not be judged. */
function verdict({ checks = [] }: Rule, results: ReadonlyMap<string, CheckResult>): Outcome | undefined {
  const found = checks.flatMap((id) => results.get(id) ?? []);
  if (found.length === 0) return undefined;
  const red = found.filter((check) => toneOf(check) === 'red');
  const broken = found.filter(({ outcome }) => outcome === 'warn');
  return worst((red.length > 0 ? red : broken.length > 0 ? broken : found).map(({ outcome }) => outcome));
}

/** The reservation about a rule that holds although some of its checks did not run. */
function reserve({ checks = [] }: Rule, outcome: Outcome, results: ReadonlyMap<string, CheckResult>): string {
  const unseen = checks.filter((id) => ['skip', undefined].includes(results.get(id)?.outcome)).length;
  return outcome === 'pass' && unseen > 0 ? `, but ${unseen} of its ${checks.length} checks did not run` : '';
}

function result(id: string, check: CheckResult | undefined): string[] {
  if (!check) return [`- ${ICONS.skip} ${code(id)} was not part of this run`];
  const known = check.excuse ? `, ${excuseLabel(check).toLowerCase()}: ${escaped(check.excuse.reason)}` : '';
  return [`- ${ICONS[check.outcome]} ${code(id)}: ${prose(check.title)}${known}`];
}
