import type { CheckResult, Outcome, Report } from '../../model/report.ts';
import { familiesOf } from '../render/groups.ts';

/** Several runs, compared check by check. */
export interface Comparison {
  readonly runs: readonly { readonly label: string; readonly report: Report }[];
  readonly families: readonly (readonly [family: string, rows: readonly Row[]])[];
}

/** A check across all runs. */
export interface Row {
  /** The description of the check, from the first run that has it. */
  readonly check: CheckResult;
  /** Its result in each run; undefined if the check was not part of the run. */
  readonly results: readonly (CheckResult | undefined)[];
  readonly outcomes: readonly (Outcome | undefined)[];
  /** True if the results differ. */
  readonly differs: boolean;
}

/** Compares runs. Targets with the same name are numbered. */
export function compare(reports: readonly Report[]): Comparison {
  const seen = new Map<string, number>();
  const runs = reports.map((report) => {
    const { label } = report.target;
    const number = (seen.get(label) ?? 0) + 1;
    seen.set(label, number);
    return { label: number === 1 ? label : `${label} (${number})`, report };
  });
  const byId = reports.map(({ checks }) => new Map(checks.map((check) => [check.id, check])));
  const all = new Map(reports.flatMap(({ checks }) => checks.map((check) => [check.id, check] as const)).reverse());
  const ordered = [...new Set(reports.flatMap(({ checks }) => checks.map(({ id }) => id)))];
  const rows = ordered.flatMap((id) => {
    const check = all.get(id);
    return check
      ? rowOf(
          check,
          byId.map((results) => results.get(id)),
        )
      : [];
  });
  const families = familiesOf(rows.map(({ check }) => check)).map(
    ([family]) => [family, rows.filter(({ check }) => check.family === family)] as const,
  );
  return { runs, families };
}

function rowOf(check: CheckResult, results: readonly (CheckResult | undefined)[]): Row {
  const outcomes = results.map((result) => result?.outcome);
  return { check, results, outcomes, differs: new Set(outcomes).size > 1 };
}
