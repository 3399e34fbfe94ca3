import { resolve } from 'node:path/posix';
import { setTimeout } from 'node:timers/promises';

/** One line of output, without its newline. */
export interface Output {
  readonly type: 'stdout' | 'stderr';
  readonly data: string;
}

/** Yields the output as it comes and returns the exit code. */
export type Run = AsyncGenerator<Output, number>;

/** Where relative paths start from. */
export const HOME = '/root';

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
