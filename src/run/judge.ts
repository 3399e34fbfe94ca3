import { Mismatch, Skip, Untestable } from '../checks/verdict.ts';
import type { Level } from '../contract/levels.ts';
import type { CaseResult } from '../model/report.ts';
import { StartFailure } from './start-failure.ts';

/** What a case found. Nothing in it is redacted. */
export type Judgement = Readonly<Pick<CaseResult, 'outcome' | 'expected' | 'actual' | 'reason'>>;

const BROKEN = { must: 'fail', should: 'warn', may: 'note' } as const;

/** Judges what a case of a check at this level threw. */
export function judge(error: unknown, level: Level): Judgement {
  if (error instanceof Untestable) {
    const { expected, actual } = error;
    // A MAY never fails a run, so a MAY that cannot be judged does not either.
    if (level === 'may') return { outcome: 'skip', reason: `${expected}; found ${actual}` };
    return { outcome: 'untestable', expected, actual };
  }
  if (error instanceof Mismatch) return { outcome: BROKEN[level], expected: error.expected, actual: error.actual };
  if (error instanceof Skip) return { outcome: 'skip', reason: error.message };
  if (error instanceof StartFailure) return { outcome: 'skip', reason: `the server did not start: ${error.message}` };
  return { outcome: 'error', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
