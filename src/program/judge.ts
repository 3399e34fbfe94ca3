import type { JournalEntry } from '../../mock/state/journal.ts';
import type { Secrets } from '../base/secrets.ts';
import { version } from '../base/version.ts';
import { Mismatch, Skip, Untestable } from '../checks/verdict.ts';
import { contractHash, contractVersion } from '../contract/contract.ts';
import type { Level } from '../contract/levels.ts';
import {
  type CaseResult,
  type CheckResult,
  count,
  type ExchangeRecord,
  exitCodeOf,
  type Report,
  worst,
} from '../model/report.ts';
import { clip, printable } from '../run/evidence.ts';
import { BadRequest, type Item, type ProgramCheck } from './check.ts';
import { headersOf } from './sent.ts';

/** Characters of a request that a report keeps. */
const KEPT = 4_096;

/** What a report says of a run besides its checks. */
export interface About {
  /** The command as it was given. */
  readonly label: string;
  /** The command that runs one check again. */
  readonly rerun: (check: string) => string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly requests: number;
  readonly strict: boolean;
  readonly secrets: Secrets;
}

/** Judges what was seen of a program. */
export function judge<Seen>(checks: readonly ProgramCheck<Seen>[], seen: Seen, about: About): Report {
  const { secrets, strict, startedAt, durationMs, requests } = about;
  const results = checks.map((check) => resultOf(check, seen, about));
  const counts = count(results);
  const exitCode = exitCodeOf(results, strict);
  return {
    schemaVersion: 1,
    suite: { name: 'podflare-conformance', version },
    contract: { version: contractVersion, sha256: contractHash },
    target: { kind: 'process', label: secrets.redact(about.label) },
    startedAt: startedAt.toISOString(),
    durationMs,
    profiles: ['core'],
    strict,
    verdict: exitCode === 0 ? 'conformant' : 'not conformant',
    exitCode,
    summary: { checks: counts, cases: results.reduce((sum, { cases }) => sum + cases.length, 0), requests },
    launches: [],
    checks: results,
  };
}

function resultOf<Seen>(check: ProgramCheck<Seen>, seen: Seen, { rerun, secrets }: About): CheckResult {
  const { id, family, level, rule, title, why, fix } = check;
  const cases = check.itemsOf(seen).map((item) => caseOf(item, level, secrets));
  const outcome = worst(cases.map((item) => item.outcome));
  const reasons = new Set(cases.flatMap(({ reason }) => reason ?? []));
  const reason = cases.length === 0 ? 'the program sent no request that it is about' : [...reasons].join('; ');
  return {
    ...{ id, family, level, profile: 'core', rule, title, outcome },
    ...(outcome === 'skip' && { reason }),
    ...{ why, fix, cases },
    rerun: secrets.redact(rerun(id)),
  };
}

function caseOf(item: Item, level: Level, secrets: Secrets): CaseResult {
  const passed = { name: secrets.redact(item.name), configuration: '', exchanges: [], retries: 0, durationMs: 0 };
  try {
    item.judge();
    return { ...passed, outcome: 'pass' };
  } catch (error) {
    if (error instanceof Skip) return { ...passed, outcome: 'skip', reason: secrets.redact(error.message) };
    if (!(error instanceof Mismatch)) throw error;
    const broken = ({ must: 'fail', should: 'warn', may: 'note' } as const)[level];
    return {
      ...passed,
      outcome: error instanceof Untestable ? 'untestable' : broken,
      expected: secrets.redact(error.expected),
      actual: clip(secrets.redact(error.actual), 2_000),
      exchanges: error instanceof BadRequest ? [recordOf(error.entry, secrets)] : [],
    };
  }
}

/** A request of the journal as text for a report; of the answer the journal keeps the status. */
function recordOf(entry: JournalEntry, secrets: Secrets): ExchangeRecord {
  const { method, target, status, fault, body } = entry;
  const lines = [`${method} ${target}`, ...headersOf(entry).map(([name, value]) => `${name}: ${value}`)];
  const text = body ? [...lines, '', Buffer.from(body).toString('latin1')] : lines;
  return {
    role: 'probe',
    sent: clip(printable(secrets.redact(text.join('\n'))), KEPT),
    ...(status > 0 && { received: `HTTP/1.1 ${status}` }),
    ...(fault !== undefined && { failure: `the mock was told to do this: ${fault}` }),
    durationMs: 0,
  };
}
