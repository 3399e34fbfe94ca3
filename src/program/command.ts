import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import type { Exit } from '../checks/launch.ts';
import { INTERRUPTED_GRACE_MS, onAbort } from '../hosts/interruption.ts';
import type { Output } from '../hosts/output.ts';
import { processTarget } from '../hosts/process/process.ts';
import { environmentOf, type ProgramInput } from './environment.ts';

/** A program to run, and its limits. */
export interface Command {
  /** Program and arguments. No shell is involved. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  /** Limit for one run, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Receives what the program prints, as it comes. */
  readonly onOutput: ((stream: 'stdout' | 'stderr', text: string) => void) | undefined;
}

/** One run of a program. */
export interface ProgramRun {
  /** Requests that arrived at the mock, without the preflights of browsers. */
  readonly entries: readonly JournalEntry[];
  /** Undefined for a program that was still running at the limit and was killed. */
  readonly exit: Exit | undefined;
  readonly output: Output;
  readonly limitMs: number;
}

/** Milliseconds that a program has to exit after SIGTERM at its limit. */
const GRACE_MS = 1_000;

/**
 * Runs a program until it exits or its time limit is over, and leaves no process behind. Rejects with the signal's reason
 * when the signal aborts.
 * @throws TargetError when the program does not exist or may not be executed
 */
export async function runCommand(command: Command, input: ProgramInput): Promise<Omit<ProgramRun, 'entries'>> {
  const { words, env, cwd, timeoutMs, signal, onOutput } = command;
  signal?.throwIfAborted();
  const target = processTarget({
    ...{ command: words, env },
    ...(cwd !== undefined && { cwd }),
    ...(onOutput && { onOutput }),
  });
  const off = onAbort(signal, () => void target.close(INTERRUPTED_GRACE_MS));
  try {
    const running = await target.start({ name: 'program', env: environmentOf(input), host: '127.0.0.1', port: 0 });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void running.stop(GRACE_MS);
    }, timeoutMs);
    const exit = await running.exited;
    clearTimeout(timer);
    signal?.throwIfAborted();
    return { exit: late ? undefined : exit, output: running.output, limitMs: timeoutMs };
  } finally {
    off();
    await target.close();
  }
}

/** A sentence about how a run ended. */
export function endOf({ exit, limitMs }: Pick<ProgramRun, 'exit' | 'limitMs'>): string {
  if (!exit) return `it was still running after ${limitMs} ms, and was ended by force`;
  return exit.code === null ? `it was ended by ${exit.signal}` : `it ended with exit code ${exit.code}`;
}

/** True when a program exited by itself with exit code 0. */
export function succeeded({ exit }: Pick<ProgramRun, 'exit'>): boolean {
  return exit?.code === 0;
}
