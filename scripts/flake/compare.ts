import type { Report } from '../../src/model/report.ts';

/** How a run of the suite ended. */
export interface Ended {
  /** Null if the run was killed. */
  readonly exitCode: number | null;
  /** The output on stderr. */
  readonly stderr: string;
  /** Undefined if the run wrote no report. */
  readonly report: Report | undefined;
}

/** The differences between a run and the baseline run of its target. */
export interface Deviation {
  /** The checks with different verdicts. */
  readonly checks: readonly string[];
  /** One line for each difference. */
  readonly lines: readonly string[];
}

/** Compares exit codes and verdicts. Undefined if they are equal. */
export function deviation(baseline: Ended, run: Ended): Deviation | undefined {
  const before = verdicts(baseline.report);
  const after = verdicts(run.report);
  const lines: string[] = [];
  const checks = new Set<string>();
  if (run.exitCode !== baseline.exitCode) {
    lines.push(`exit code ${run.exitCode} instead of ${baseline.exitCode}`);
    if (run.stderr !== '') lines.push(...run.stderr.trimEnd().split('\n'));
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

/** The verdict on each case, by check, configuration and case. A check without cases has an entry of its own. */
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
