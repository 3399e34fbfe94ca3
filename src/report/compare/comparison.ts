import type { CheckResult, Outcome, Report } from '../../model/report.ts';
import { familiesOf } from '../render/groups.ts';

/** Several runs, check by check. */
export interface Comparison {
  readonly runs: readonly { readonly label: string; readonly report: Report }[];
  readonly families: readonly (readonly [family: string, rows: readonly Row[]])[];
}

/** One check in every run. */
export interface Row {
  /** What the check says of itself; the first run that has it speaks. */
  readonly check: CheckResult;
  /** Its result in each run; undefined where it was not part of the run. */
  readonly results: readonly (CheckResult | undefined)[];
  readonly outcomes: readonly (Outcome | undefined)[];
  /** True when the runs do not agree. */
  readonly differs: boolean;
}

/** Puts runs side by side. Targets of the same name are numbered. */
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
