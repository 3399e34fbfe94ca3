import type { Report } from '../model.ts';
import { plural } from './text.ts';

/** In one or two sentences, what a run means for whoever reads it. */
export function verdictSentence(report: Report): string {
  const { fail, untestable, warn, error } = report.summary.checks;
  const musts = unchecked(report);
  const reserve = musts > 0 ? ` ${plural(musts, 'MUST rule')} could not be checked here, for the reasons above.` : '';
  switch (report.exitCode) {
    case 4:
      return `No verdict: ${plural(error, 'check')} met a bug in podflare-conformance; please report it.`;
    case 2:
      return 'Nothing was checked: none of the chosen checks applies to this target.';
    case 1: {
      const broken = [
        ...(fail > 0 ? [`${plural(fail, 'MUST rule')} ${fail === 1 ? 'is' : 'are'} broken`] : []),
        ...(untestable > 0 ? [`${plural(untestable, 'rule')} could not be judged because the control failed`] : []),
        ...(report.strict && warn > 0 ? [`${plural(warn, 'SHOULD rule')} ${warn === 1 ? 'is' : 'are'} broken`] : []),
      ];
      return `Not conformant: ${broken.join(', ')}.`;
    }
    case 0:
      return warn > 0
        ? `Conformant: every MUST rule that was checked holds; ${plural(warn, 'SHOULD rule')} ${warn === 1 ? 'does' : 'do'} not.${reserve}`
        : `Conformant: every rule that was checked holds.${reserve}`;
  }
}

/** How many checks of a MUST were skipped. */
function unchecked({ checks }: Report): number {
  return checks.filter(({ level, outcome }) => level === 'must' && outcome === 'skip').length;
}

/** The numbers of a run. */
export function countsLine({ summary, durationMs }: Report): string {
  const { pass, note, warn, skip, fail, untestable, error } = summary.checks;
  const parts = [
    [pass, 'passed'],
    [fail, 'failed'],
    [untestable, 'untestable'],
    [error, 'in error'],
    [warn, warn === 1 ? 'warning' : 'warnings'],
    [note, note === 1 ? 'note' : 'notes'],
    [skip, 'skipped'],
  ] as const;
  const checks = parts.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : []));
  const amount = `${plural(summary.cases, 'case')}, ${plural(summary.requests, 'request')}`;
  return `Checks: ${checks.join(', ')}. ${amount}, ${(durationMs / 1000).toFixed(1)} s.`;
}
