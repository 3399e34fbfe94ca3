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
  /** What the rule asks for and what was found; with `fail`, `warn`, `note` and `untestable`. */
  expected?: string;
  actual?: string;
  /** Why it was skipped or what went wrong. */
  reason?: string;
  /** What was sent and received; kept for cases that did not pass. The last one is the one judged. */
  exchanges: ExchangeRecord[];
  /** A shell command that sends the judged request byte for byte, where curl can. */
  curl?: string;
  /** Requests that were sent again because a kept connection turned out to be closed. */
  retries: number;
  durationMs: number;
}

/** One exchange, as text. Control and non-ASCII bytes are written `\xNN`, long bodies are cut. */
export interface ExchangeRecord {
  role: 'control' | 'probe' | 'step';
  sent: string;
  /** The answer; absent when there was none. */
  received?: string;
  /** Why there was no complete response. */
  failure?: string;
  /** Which request on its connection it was, where it was not the first; the curl line opens a connection of its own. */
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
  /** The reason when no case could be judged. */
  reason?: string;
  why: string;
  fix: string;
  cases: CaseResult[];
  /** The command that runs only this check again. */
  rerun: string;
  /** Why what was found does not fail the run: its entry in the baseline, or that it is new. */
  excuse?: Excuse;
  /** The rule set by which the run was judged and which does not have this check: it does not count. */
  newSince?: string;
}

/** Why a failure does not count; mostly what a baseline says of it. */
export interface Excuse {
  reason: string;
  /** Where it is dealt with. */
  issue?: string;
  /** Last day on which it holds, `YYYY-MM-DD`, UTC. */
  until?: string;
}

/** An entry of a baseline that does not fit the run; it fails it. */
export interface BaselineProblem {
  /** Id or glob of the entry. */
  check: string;
  /** Its check passes by now; its last day is over; there is no such check. */
  kind: 'stale' | 'expired' | 'unmatched';
  /** What is wrong and what to do, in one sentence. */
  message: string;
}

export type Counts = Record<Outcome, number>;

/** One start of a launched target. */
export interface LaunchRecord {
  configuration: string;
  /** From the launch until it answered or exited, in milliseconds. */
  startMs: number;
  outcome: 'ready' | 'exited' | 'silent';
}

/** The result of a run; the one model from which every report is drawn. */
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
  /** From it follows what was random in the run; keys only where it was given. */
  seed?: string;
  /** Of a part of a run: which, and how many checks the whole has. */
  shard?: { index: number; count: number; total: number };
  /** Name of the rule set that says which checks count, and at which level. */
  rules?: string;
  /** What was taken from the document of `--spec`, where one was given. */
  spec?: SpecCoverage;
  verdict: 'conformant' | 'not conformant';
  /** Why the run was ended before its checks were run, in one line; it is not conformant then. */
  stopped?: string;
  /** The exit code of the command line: 0, 1, 2 (no check ran) or 4 (a bug in the suite). */
  exitCode: 0 | 1 | 2 | 4;
  /** Checks by outcome, and all cases that were run. */
  summary: { checks: Counts; cases: number; requests: number };
  launches: LaunchRecord[];
  checks: CheckResult[];
  /** What a baseline had to say, where one was given. `exitCode` follows it, `verdict` does not. */
  baseline?: { excused: number; problems: BaselineProblem[] };
}

const SEVERITY: readonly Outcome[] = ['skip', 'pass', 'note', 'warn', 'fail', 'untestable', 'error'];

/** The worst of several outcomes; a skip only when all are skipped. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>((a, b) => (SEVERITY.indexOf(b) > SEVERITY.indexOf(a) ? b : a), 'skip');
}

export function count(checks: readonly { outcome: Outcome }[]): Counts {
  const counts: Counts = { pass: 0, note: 0, warn: 0, skip: 0, fail: 0, untestable: 0, error: 0 };
  for (const { outcome } of checks) counts[outcome] += 1;
  return counts;
}

/** What a verdict needs to know of a check. */
export type Judged = Pick<CheckResult, 'level' | 'outcome'>;

/** How an outcome counts: `red` fails the run, `yellow` fails it only with `--strict`. */
export type Tone = 'red' | 'yellow' | 'neutral';

/** An untestable check counts by its level: red for a MUST, yellow for a SHOULD. */
export function toneOf({ level, outcome }: Judged): Tone {
  if (outcome === 'fail' || outcome === 'error') return 'red';
  if (outcome === 'untestable') return level === 'must' ? 'red' : 'yellow';
  return outcome === 'warn' ? 'yellow' : 'neutral';
}

/** True when a check makes the run fail. */
export function failsRun(check: CheckResult, strict: boolean): boolean {
  if (check.outcome === 'error') return true;
  return check.excuse === undefined && failsAlone(check, strict);
}

/** True when an outcome at this level makes the run fail, excuses aside. */
export function failsAlone(check: Judged, strict: boolean): boolean {
  const tone = toneOf(check);
  return tone === 'red' || (strict && tone === 'yellow');
}

/** The exit code that belongs to these checks. 2 when none of them was judged. */
export function exitCodeOf(checks: readonly Judged[], strict: boolean): 0 | 1 | 2 | 4 {
  if (checks.some(({ outcome }) => outcome === 'error')) return 4;
  if (checks.some((check) => failsAlone(check, strict))) return 1;
  return checks.some(({ outcome }) => outcome !== 'skip' && outcome !== 'untestable') ? 0 : 2;
}
