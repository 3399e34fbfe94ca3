import type { CaseResult, CheckResult, Report } from './report.ts';

/** Which part of a whole a run was: the first of four is `{ index: 1, count: 4 }`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The result of a run over many targets: one document, in which each check is described once. */
export interface Fleet
  extends Pick<Report, 'suite' | 'contract' | 'startedAt' | 'durationMs' | 'profiles' | 'strict' | 'spec'> {
  schemaVersion: 1;
  kind: 'fleet';
  rules: string;
  seed: string;
  verdict: Report['verdict'];
  /** The highest of the targets: 3 when one was not reached, for instance. */
  exitCode: ExitCode;
  /** Of a part: which, and how many targets the whole has. */
  shard?: Shard & { readonly total: number };
  checks: CheckText[];
  targets: FleetTarget[];
}

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What a check says of itself. */
export type CheckText = Pick<CheckResult, 'id' | 'family' | 'level' | 'profile' | 'rule' | 'title' | 'why' | 'fix'>;

/** One target: what was found, or why nothing was. */
export interface FleetTarget {
  label: string;
  exitCode: ExitCode;
  /** Why it could not be checked; then there is no more than this. */
  error?: string;
  startedAt?: string;
  durationMs?: number;
  verdict?: Report['verdict'];
  summary?: Report['summary'];
  results?: FleetResult[];
}

/** A check on one target. One that did not pass has one of its cases, the first that is as bad as it. */
export interface FleetResult extends Pick<CheckResult, 'id' | 'outcome' | 'reason' | 'newSince' | 'excuse'> {
  case?: CaseResult;
  rerun?: string;
}
