import { LimitExceeded } from '../interpreter/limits.ts';
import { matchInWorker, TooSlow } from './pattern-worker.ts';

/** Time limit of a pattern in milliseconds. */
const PATTERN_LIMIT_MS = 5_000;

/** Maximum lengths of a pattern and of code to match without the worker thread. */
const SIMPLE = { pattern: 500, code: 2_048 };

/**
 * Matches code against the regular expression of a script rule. Expressions that may backtrack for long run in a worker
 * thread, so that they do not block the server.
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

/** Whether matching takes at most quadratic time: one quantifier without alternatives, or a few alternatives. */
function isSimple({ source, flags }: RegExp, code: string): boolean {
  if (source.length > SIMPLE.pattern || code.length > SIMPLE.code) return false;
  if (flags.includes('v') || /\\[1-9k]/.test(source)) return false;
  const operators = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '').replace(/\(\?/g, '(');
  const quantifiers = operators.match(/[*+?{]/g)?.length ?? 0;
  const alternatives = operators.match(/\|/g)?.length ?? 0;
  return quantifiers === 0 ? alternatives <= 5 : quantifiers === 1 && alternatives === 0;
}
