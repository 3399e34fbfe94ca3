import type { Report } from '../../src/model/report.ts';

/** How a run of the suite ended. */
export interface Ended {
  /** Null when it was ended by force. */
  readonly exitCode: number | null;
  /** What it said on stderr. */
  readonly said: string;
  /** Undefined when it wrote none. */
  readonly report: Report | undefined;
}

/** In what a run differs from the baseline run of its target. */
export interface Deviation {
  /** The checks of the verdicts that differ. */
  readonly checks: readonly string[];
  /** What differs, one thing a line. */
  readonly lines: readonly string[];
}

/** Compares exit code and verdicts; undefined when they are the same. */
export function deviation(baseline: Ended, run: Ended): Deviation | undefined {
  const before = verdicts(baseline.report);
  const after = verdicts(run.report);
  const lines: string[] = [];
  const checks = new Set<string>();
  if (run.exitCode !== baseline.exitCode) {
    lines.push(`exit code ${run.exitCode} instead of ${baseline.exitCode}`);
    if (run.said !== '') lines.push(...run.said.trimEnd().split('\n'));
  }
  if (run.report)
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(key), after.get(key)];
      if (was?.outcome === is?.outcome) continue;
      checks.add((is ?? was)?.check ?? '');
      lines.push(`${key}: ${is?.outcome ?? 'not run'} instead of ${was?.outcome ?? 'not run'}${is?.why ?? ''}`);
    }
  else if (baseline.report) lines.push('no report');
  return lines.length === 0 ? undefined : { checks: [...checks], lines };
}

interface Verdict {
  readonly check: string;
  readonly outcome: string;
  readonly why: string;
}

/** The verdict on each case, by check, configuration and case. A check that was not run has a line of its own. */
function verdicts(report: Report | undefined): ReadonlyMap<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const { id, outcome, cases } of report?.checks ?? []) {
    if (cases.length === 0) found.set(id, { check: id, outcome, why: '' });
    for (const item of cases) {
      const why = item.actual ?? item.reason;
      const key = `${id} (${item.configuration || 'no configuration'}) ${item.name}`;
      found.set(key, {
        check: id,
        outcome: item.outcome,
        why: why === undefined ? '' : `: ${why.replace(/\s+/g, ' ')}`,
      });
    }
  }
  return found;
}
