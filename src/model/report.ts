import type { SpecCoverage } from '../contract/coverage.ts';
import type { Level, Profile } from '../contract/levels.ts';

/**
 * - `pass`: the rule was observed to hold.
 * - `fail`, `warn`, `note`: it was observed not to hold; a must, a should, a may.
 * - `skip`: not applicable or not observable here, with the reason.
 * - `untestable`: the control failed, so the rule could not be judged. Counts as much as breaking the rule would.
 * - `error`: a bug in the suite.
 */
export type Outcome = 'pass' | 'note' | 'warn' | 'skip' | 'fail' | 'untestable' | 'error';

/** What a check found in one case: one operation, one spelling, one configuration. */
export interface CaseResult {
  /** Empty when the check has a single case. */
  name: string;
  /** Name of the configuration under which the server ran; see `configurations.ts`. */
  configuration: string;
  outcome: Outcome;
  /** What the rule requires and what was found, for `fail`, `warn`, `note` and `untestable`. */
  expected?: string;
  actual?: string;
  /** Why it was skipped or what went wrong. */
  reason?: string;
  /** The exchanges of a case that did not pass. The last one is the one that was judged. */
  exchanges: ExchangeRecord[];
  /** A shell command that sends the judged request byte for byte; absent if curl cannot send it. */
  curl?: string;
  /** How many requests were sent again because a keep-alive connection turned out to be closed. */
  retries: number;
  durationMs: number;
}

/** One exchange, as text. Control and non-ASCII bytes are written `\xNN`, long bodies are cut. */
export interface ExchangeRecord {
  role: 'control' | 'probe' | 'step';
  sent: string;
  /** The response; absent if there was none. */
  received?: string;
  /** Why there was no complete response. */
  failure?: string;
  /**
   * The position of the request on its connection, if it was not the first. The curl command opens a new connection.
   */
  turn?: number;
  durationMs: number;
}

export interface CheckResult {
  id: string;
  family: string;
  level: Level;
  profile: Profile;
  /** Row of the ledger that states the rule. */
  rule: string;
  title: string;
  outcome: Outcome;
  /** Why no case could be judged. */
  reason?: string;
  why: string;
  fix: string;
  cases: CaseResult[];
  /** The command that reruns only this check. */
  rerun: string;
  /** Why a finding does not fail the run: it is in the baseline, or the check is new. */
  excuse?: Excuse;
  /** The rule set of the run, if it does not contain this check. The check then does not count. */
  newSince?: string;
}

/** Why a failure does not count, usually an entry of the baseline. */
export interface Excuse {
  reason: string;
  /** The URL of the issue. */
  issue?: string;
  /** The last day on which the excuse applies, `YYYY-MM-DD`, UTC. */
  until?: string;
}

/** A problem of a baseline entry. It fails the run. */
export interface BaselineProblem {
  /** Id or glob of the entry. */
  check: string;
  /** `stale`: its check now passes. `expired`: its last day is over. `unmatched`: there is no such check. */
  kind: 'stale' | 'expired' | 'unmatched';
  /** What is wrong and what to do, in one sentence. */
  message: string;
}

export type Counts = Record<Outcome, number>;

/** One launch of the target. */
export interface LaunchRecord {
  configuration: string;
  /** Milliseconds from the launch until the server responded or exited. */
  startMs: number;
  outcome: 'ready' | 'exited' | 'silent';
}

/** The result of a run. Every report is rendered from it. */
export interface Report {
  schemaVersion: 1;
  suite: { name: string; version: string };
  contract: { version: string; sha256: string };
  target: { kind: string; label: string };
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  profiles: Profile[];
  strict: boolean;
  /** The seed of everything random in the run. Keys are derived from it only if the user gave it. */
  seed?: string;
  /** For a shard: which one, and how many checks the whole run has. */
  shard?: { index: number; count: number; total: number };
  /** Name of the rule set that decides which checks count, and at which level. */
  rules?: string;
  /** Which operations of the `--spec` document were covered. */
  spec?: SpecCoverage;
  verdict: 'conformant' | 'not conformant';
  /** Why the run ended before its checks ran, in one line. Such a run is not conformant. */
  stopped?: string;
  /** The exit code of the command line: 0, 1, 2 (no check ran) or 4 (a bug in the suite). */
  exitCode: 0 | 1 | 2 | 4;
  /** Numbers of checks by outcome, of cases and of requests. */
  summary: { checks: Counts; cases: number; requests: number };
  launches: LaunchRecord[];
  checks: CheckResult[];
  /** The result of applying a baseline. It affects `exitCode`, but not `verdict`. */
  baseline?: { excused: number; problems: BaselineProblem[] };
}

const SEVERITY: readonly Outcome[] = ['skip', 'pass', 'note', 'warn', 'fail', 'untestable', 'error'];

/** The worst of several outcomes. A skip only if all were skipped. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>((a, b) => (SEVERITY.indexOf(b) > SEVERITY.indexOf(a) ? b : a), 'skip');
}

export function count(checks: readonly { outcome: Outcome }[]): Counts {
  const counts: Counts = { pass: 0, note: 0, warn: 0, skip: 0, fail: 0, untestable: 0, error: 0 };
  for (const { outcome } of checks) counts[outcome] += 1;
  return counts;
}

/** The members of a check that decide how it counts. */
export type Judged = Pick<CheckResult, 'level' | 'outcome'>;

/** How an outcome counts: `red` fails the run, `yellow` fails it only with `--strict`. */
export type Tone = 'red' | 'yellow' | 'neutral';

/** An untestable check counts by its level: red for a MUST, yellow for a SHOULD. */
export function toneOf({ level, outcome }: Judged): Tone {
  if (outcome === 'fail' || outcome === 'error') return 'red';
  if (outcome === 'untestable') return level === 'must' ? 'red' : 'yellow';
  return outcome === 'warn' ? 'yellow' : 'neutral';
}

/** True if a check fails the run. */
export function failsRun(check: CheckResult, strict: boolean): boolean {
  if (check.outcome === 'error') return true;
  return check.excuse === undefined && failsAlone(check, strict);
}

/** True if an outcome at this level fails the run, unless excused. */
export function failsAlone(check: Judged, strict: boolean): boolean {
  const tone = toneOf(check);
  return tone === 'red' || (strict && tone === 'yellow');
}

/** The exit code for these checks; 2 if none of them was judged. */
export function exitCodeOf(checks: readonly Judged[], strict: boolean): 0 | 1 | 2 | 4 {
  if (checks.some(({ outcome }) => outcome === 'error')) return 4;
  if (checks.some((check) => failsAlone(check, strict))) return 1;
  return checks.some(({ outcome }) => outcome !== 'skip' && outcome !== 'untestable') ? 0 : 2;
}
