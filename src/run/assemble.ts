import type { Secrets } from '../base/secrets.ts';
import { version } from '../base/version.ts';
import { contractHash, contractVersion } from '../contract/contract.ts';
import { type CaseResult, type CheckResult, count, type Report, worst } from '../model/report.ts';
import { judged } from './rules.ts';
import { seal, WHOLE } from './settle.ts';

/** What a report says about a check besides its results. */
export type CheckText = Pick<
  CheckResult,
  'id' | 'family' | 'level' | 'profile' | 'rule' | 'title' | 'why' | 'fix' | 'rerun'
>;

/**
 * The result of a check from its settled cases.
 * @param inapplicable why the check has no case, for a check that has none
 */
export function assembleCheck(
  { id, family, level, profile, rule, title, why, fix, rerun }: CheckText,
  cases: CaseResult[],
  inapplicable: string,
  secrets: Secrets,
): CheckResult {
  const outcome = worst(cases.map((item) => item.outcome));
  const reasons = new Set(cases.flatMap((item) => (item.outcome === 'skip' && item.reason ? [item.reason] : [])));
  const reason = cases.length === 0 ? seal(inapplicable, secrets) : [...reasons].join('; ');
  return {
    ...{ id, family, level, profile, rule, title, outcome },
    ...(outcome === 'skip' && { reason }),
    ...{ why, fix, cases },
    rerun: seal(rerun, secrets, WHOLE),
  };
}

/** A run that is over. */
export interface FinishedRun extends Pick<Report, 'durationMs' | 'profiles' | 'strict' | 'launches' | 'checks'> {
  readonly target: { readonly kind: string; readonly label: string };
  readonly startedAt: Date;
  readonly seed: string;
  /** Requests that were sent to hostd. */
  readonly requests: number;
  /** Why the run ended before its checks ran. */
  readonly stopped?: string | undefined;
}

/** The report of a run, judged by the exit code of its checks. */
export function assemble(run: FinishedRun, secrets: Secrets): Report {
  const { target, startedAt, durationMs, profiles, strict, seed, requests, launches, checks } = run;
  const stopped = run.stopped === undefined ? {} : { stopped: seal(run.stopped, secrets) };
  return {
    schemaVersion: 1,
    suite: { name: 'podflare-conformance', version },
    contract: { version: contractVersion, sha256: contractHash },
    target: { kind: target.kind, label: seal(target.label, secrets, WHOLE) },
    startedAt: startedAt.toISOString(),
    ...{ durationMs, profiles, strict, seed, ...stopped },
    ...judged({ checks, strict, ...stopped }),
    summary: { checks: count(checks), cases: checks.reduce((sum, { cases }) => sum + cases.length, 0), requests },
    ...{ launches, checks },
  };
}
