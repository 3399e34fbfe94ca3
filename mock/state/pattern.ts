import { LimitExceeded } from '../interpreter/limits.ts';
import { matchInWorker, TooSlow } from './pattern-worker.ts';

/** Milliseconds that a pattern may take. */
const PATTERN_LIMIT_MS = 5_000;

/** The longest pattern and the longest code that are matched at once when the pattern is simple. */
const SIMPLE = { pattern: 500, code: 2_048 };

/**
 * What a regular expression of a script rule finds in code; null when it finds nothing. One that may backtrack for long
 * runs in a worker thread, so that it stops nothing else.
 * @throws LimitExceeded when it takes longer than `limitMs`, and the reason of `signal` when that aborts
 */
export function match(
  pattern: RegExp,
  code: string,
  signal: AbortSignal,
  limitMs = PATTERN_LIMIT_MS,
): RegExpExecArray | null | Promise<RegExpExecArray | null> {
  pattern.lastIndex = 0;
  if (isSimple(pattern, code)) return pattern.exec(code);
  return matchInWorker(pattern, code, signal, limitMs).catch((error) => {
    throw error instanceof TooSlow ? new LimitExceeded('time', limitMs, 'ms for the pattern of a script rule') : error;
  });
}

/** Whether matching takes quadratic time at most: one quantifier and nothing else to choose, or a few alternatives. */
function isSimple({ source, flags }: RegExp, code: string): boolean {
  if (source.length > SIMPLE.pattern || code.length > SIMPLE.code) return false;
  if (flags.includes('v') || /\\[1-9k]/.test(source)) return false;
  const operators = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '').replace(/\(\?/g, '(');
  const quantifiers = operators.match(/[*+?{]/g)?.length ?? 0;
  const alternatives = operators.match(/\|/g)?.length ?? 0;
  return quantifiers === 0 ? alternatives <= 5 : quantifiers === 1 && alternatives === 0;
}
