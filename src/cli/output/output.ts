import { fstatSync, writeSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';

/**
 * Writes to stdout what no verdict depends on, such as help. A reader that leaves before the end (`| head`) is no failure.
 * @throws UsageError when stdout does not accept it, for instance on a full disk
 */
export async function print(text: string): Promise<void> {
  try {
    await stdout(text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE') throw new UsageError(`cannot write to stdout: ${message}`);
  }
}

/** Writes to stdout and waits until all of it is handed over. Rejects with the system's error, EPIPE without a reader. */
export function stdout(text: string): Promise<void> {
  if (isFile()) return Promise.resolve().then(() => writeWhole(text));
  // The callback has the error as well; without a listener it would end the process.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {});
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function isFile(): boolean {
  try {
    return fstatSync(1).isFile();
  } catch {
    return false;
  }
}

/** Writes all of a text to a file that is stdout. Node's own stream takes a short write, on a disk that fills, for a whole one. */
function writeWhole(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/** Where progress and complaints go; that nobody reads them is no failure. */
export function stderr(): NodeJS.WriteStream & { readonly fd: 2 } {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  return process.stderr;
}

/** Writes a line to stderr. */
export function say(line: string): void {
  stderr().write(`${line}\n`);
}
