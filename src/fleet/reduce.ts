import type { CheckText, Fleet, FleetResult, FleetTarget } from '../model/fleet.ts';
import type { CaseResult, CheckResult, ExchangeRecord, Report } from '../model/report.ts';
import { clip } from '../run/clip.ts';

/** How many characters of a target's text a fleet keeps. */
const KEPT = 1_000;

/**
 * Reduces a report to the few kilobytes that a fleet keeps. A check that did not pass keeps one case with the judged
 * exchange.
 */
export function reduced({ target, exitCode, startedAt, durationMs, verdict, summary, checks }: Report): FleetTarget {
  const results = checks.map(resultOf);
  return { label: target.label, exitCode, startedAt, durationMs, verdict, summary, results };
}

function resultOf({ id, outcome, reason, newSince, excuse, cases, rerun }: CheckResult): FleetResult {
  const quiet = outcome === 'pass' || outcome === 'skip';
  const shown = quiet ? undefined : cases.find((item) => item.outcome === outcome);
  return {
    ...{ id, outcome },
    ...(reason !== undefined && { reason: clip(reason, KEPT) }),
    ...(newSince !== undefined && { newSince }),
    ...(excuse && { excuse }),
    ...(shown && { case: smaller(shown) }),
    ...(!quiet && { rerun }),
  };
}

function smaller({ expected, actual, reason, exchanges, curl, ...rest }: CaseResult): CaseResult {
  return {
    ...rest,
    ...(expected !== undefined && { expected: clip(expected, KEPT) }),
    ...(actual !== undefined && { actual: clip(actual, KEPT) }),
    ...(reason !== undefined && { reason: clip(reason, KEPT) }),
    exchanges: exchanges.slice(-1).map(smallerExchange),
    ...(curl !== undefined && curl.length <= KEPT && { curl }),
  };
}

function smallerExchange({ sent, received, failure, ...rest }: ExchangeRecord): ExchangeRecord {
  return {
    ...rest,
    sent: clip(sent, KEPT),
    ...(received !== undefined && { received: clip(received, KEPT) }),
    ...(failure !== undefined && { failure: clip(failure, KEPT) }),
  };
}

/** The description of a check, without its results. */
export function textOf({ id, family, level, profile, rule, title, why, fix }: CheckResult): CheckText {
  return { id, family, level, profile, rule, title, why, fix };
}

/** The targets of a fleet as reports, to show side by side. A target that could not be checked has no checks. */
export function reportsOf(fleet: Fleet): Report[] {
  const texts = new Map(fleet.checks.map((check) => [check.id, check]));
  return fleet.targets.map((target) => reportOf(fleet, target, texts));
}

const NOTHING: Report['summary'] = {
  checks: { pass: 0, note: 0, warn: 0, skip: 0, fail: 0, untestable: 0, error: 0 },
  ...{ cases: 0, requests: 0 },
};

function reportOf(fleet: Fleet, target: FleetTarget, texts: ReadonlyMap<string, CheckText>): Report {
  const { suite, contract, profiles, strict, rules, seed } = fleet;
  const { label, error, exitCode, results = [], summary = NOTHING } = target;
  return {
    ...{ schemaVersion: 1, suite, contract, profiles, strict, rules, seed, summary, launches: [] },
    target: { kind: 'url', label: error === undefined ? label : `${label} (not checked)` },
    startedAt: target.startedAt ?? fleet.startedAt,
    durationMs: target.durationMs ?? 0,
    verdict: target.verdict ?? 'not conformant',
    exitCode: exitCode === 3 ? 2 : exitCode,
    checks: results.flatMap(({ case: shown, rerun = '', ...result }) => {
      const text = texts.get(result.id);
      return text ? [{ ...text, ...result, rerun, cases: shown ? [shown] : [] }] : [];
    }),
  };
}
