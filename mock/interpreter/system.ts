import { resolve } from 'node:path/posix';
import { setTimeout } from 'node:timers/promises';
import type { Budget } from './budget.ts';
import { LimitExceeded } from './limits.ts';
import { nextTurn } from './turns.ts';

/** One line of output, without its newline. */
export interface Output {
  readonly type: 'stdout' | 'stderr';
  readonly data: string;
}

/** Yields the output as it is produced and returns the exit code. */
export type Run = AsyncGenerator<Output, number>;

/** A request to sleep. */
interface Sleep {
  readonly seconds: number;
}

/** A request to yield to the event loop. */
export const PAUSE = 'pause';

/** What synchronous interpreted code yields to `drive`. */
export type Effect = Output | Sleep | typeof PAUSE;

/** The base of relative paths. */
export const HOME = '/root';

/** Exit code of a run that exceeded a limit: that of SIGKILL. */
const STOPPED = 137;

/**
 * Runs code in slices, so that one run never blocks others. A run that exceeds a limit prints the limit to stderr and ends
 * with exit code 137. Rejects with the reason of `signal` when that aborts, even during a loop or a sleep.
 */
export async function* drive(code: Generator<Effect, number>, { limits }: Budget, signal: AbortSignal): Run {
  const end = performance.now() + limits.timeMs;
  const tooLate = () => new LimitExceeded('time', limits.timeMs, 'ms for a run');
  try {
    for (;;) {
      signal.throwIfAborted();
      if (performance.now() > end) throw tooLate();
      const { done, value } = code.next();
      if (done) return value;
      if (value === PAUSE) await nextTurn();
      else if ('data' in value) yield value;
      else {
        const left = end - performance.now();
        const ms = value.seconds * 1_000;
        await setTimeout(Math.max(0, Math.min(ms, left)), undefined, { signal });
        if (ms > left) throw tooLate();
      }
    }
  } catch (error) {
    if (error instanceof LimitExceeded) return yield* stopped(error);
    throw error;
  }
}

/** The end of a run that exceeded a limit. */
export async function* stopped({ message }: LimitExceeded): Run {
  yield { type: 'stderr', data: message };
  return STOPPED;
}

/** One output for each line; the newline of the last line is optional. */
export function* outputLines(type: Output['type'], text: string): Generator<Output> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { type, data: text.slice(start, end) };
    start = end + 1;
  }
}

/** Output lines of code, charged to the budget of its run. */
export function* printed(type: Output['type'], text: string, budget: Budget): Generator<Output> {
  for (const line of outputLines(type, text)) {
    budget.begin();
    budget.charge(line.data.length >> 6);
    yield line;
  }
}

export function absolute(path: string, directory = HOME): string {
  return resolve(directory, path);
}
