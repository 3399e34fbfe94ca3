import { resolve } from 'node:path/posix';
import { setTimeout } from 'node:timers/promises';
import type { Machine } from '../sandboxes.ts';
import { runBash } from './bash.ts';
import { runPython } from './python.ts';

export type Language = 'python' | 'bash';

/** One line of output, without its newline. */
export interface Output {
  readonly type: 'stdout' | 'stderr';
  readonly data: string;
}

/** Yields the output as it comes and returns the exit code. */
export type Run = AsyncGenerator<Output, number>;

/** Where relative paths start from. */
export const HOME = '/root';

/**
 * Runs code of a small, deterministic subset of Python or bash. Python's globals stay in the machine; each bash
 * run begins without variables. Both see the machine's files. A sleep rejects as soon as `signal` is aborted.
 */
export function run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run {
  return language === 'bash' ? runBash(machine.files, code, signal) : runPython(machine, code, signal);
}

export async function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(seconds * 1_000, undefined, { signal });
}

/** One event a line; a last line without newline counts too. */
export function* outputLines(type: Output['type'], text: string): Generator<Output> {
  if (text === '') return;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const data of lines) yield { type, data };
}

export function absolute(path: string, directory = HOME): string {
  return resolve(directory, path);
}
