import type { CaseResult, CheckResult, Report } from './report.ts';

/** Which part of a whole a run is: the first of four is `{ index: 1, count: 4 }`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The result of a run over many targets. Each check is described once. */
export interface Fleet
  extends Pick<Report, 'suite' | 'contract' | 'startedAt' | 'durationMs' | 'profiles' | 'strict' | 'spec'> {
  schemaVersion: 1;
  kind: 'fleet';
  rules: string;
  seed: string;
  verdict: Report['verdict'];
  /** The highest exit code of all targets; for instance 3 if one could not be reached. */
  exitCode: ExitCode;
  /** For a shard: which one, and how many targets the whole run has. */
  shard?: Shard & { readonly total: number };
  checks: CheckText[];
  targets: FleetTarget[];
}

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The description of a check, without its results. */
export type CheckText = Pick<CheckResult, 'id' | 'family' | 'level' | 'profile' | 'rule' | 'title' | 'why' | 'fix'>;

/** The result of one target, or the reason why it could not be checked. */
export interface FleetTarget {
  label: string;
  exitCode: ExitCode;
  /** Why it could not be checked. The other members are then absent. */
  error?: string;
  startedAt?: string;
  durationMs?: number;
  verdict?: Report['verdict'];
  summary?: Report['summary'];
  results?: FleetResult[];
}

/**
 * The result of a check on one target. If it did not pass, one case is kept: the first with the outcome of the check.
 */
export interface FleetResult extends Pick<CheckResult, 'id' | 'outcome' | 'reason' | 'newSince' | 'excuse'> {
  case?: CaseResult;
  rerun?: string;
}
