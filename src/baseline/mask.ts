import type { CaseResult, ExchangeRecord, Report } from '../model/report.ts';

/**
 * Patterns of what may differ between two runs with the same seed, because the target, the clock or the system chooses
 * it, and their replacements.
 */
const MASKS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, 'TIME'],
  [/^(date|age|expires|last-modified|etag|x-request-id): .*$/gim, '$1: MASKED'],
  [/\bsbx_[\w-]+/g, 'sbx_ID'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, 'UUID'],
  [/((?:\d{1,3}(?:\.\d{1,3}){3}|localhost|\[[\da-f:.]+\]|\bport)[: ])\d{2,5}\b/gi, '$1PORT'],
  [/("?\b(?:pid|port|duration_ms|elapsed_ms|time|ts)"?\s*[:=]\s*)\d+(\.\d+)?/gi, '$10'],
];

function masked(text: string): string {
  return MASKS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}

/**
 * Masks everything in a report that may differ between two runs with the same seed against the same target: times and
 * durations, ports and process ids, ids that the target makes (`sbx_...`, UUIDs), the headers Date, Age, Expires,
 * Last-Modified, ETag and X-Request-Id, and which connection a request used. Two masked reports are equal byte for
 * byte.
 */
export function maskReport(report: Report): Report {
  return {
    ...report,
    target: { ...report.target, label: masked(report.target.label) },
    startedAt: '1970-01-01T00:00:00.000Z',
    durationMs: 0,
    launches: report.launches.map((launch) => ({ ...launch, startMs: 0 })),
    checks: report.checks.map((check) => ({
      ...check,
      ...(check.reason !== undefined && { reason: masked(check.reason) }),
      cases: check.cases.map(maskCase),
      rerun: masked(check.rerun),
    })),
  };
}

function maskCase({ expected, actual, reason, curl, exchanges, ...rest }: CaseResult): CaseResult {
  return {
    ...rest,
    ...(expected !== undefined && { expected: masked(expected) }),
    ...(actual !== undefined && { actual: masked(actual) }),
    ...(reason !== undefined && { reason: masked(reason) }),
    exchanges: exchanges.map(maskExchange),
    ...(curl !== undefined && { curl: masked(curl) }),
    ...{ retries: 0, durationMs: 0 },
  };
}

function maskExchange({ role, sent, received, failure }: ExchangeRecord): ExchangeRecord {
  return {
    ...{ role, sent: masked(sent) },
    ...(received !== undefined && { received: masked(received) }),
    ...(failure !== undefined && { failure: masked(failure) }),
    durationMs: 0,
  };
}
