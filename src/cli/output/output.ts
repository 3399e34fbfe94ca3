import { fstatSync, writeSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';

/**
 * Writes text to stdout that no verdict depends on, such as help. A reader that leaves early (`| head`) is not an
 * error.
 * @throws UsageError when stdout does not accept the text, for instance on a full disk
 */
export async function print(text: string): Promise<void> {
  try {
    await stdout(text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE') throw new UsageError(`cannot write to stdout: ${message}`);
  }
}

/**
 * Writes to stdout and waits until the system has taken the whole text. Rejects with the system's error, such as EPIPE
 * without a reader.
 */
export function stdout(text: string): Promise<void> {
  if (isFile()) return Promise.resolve().then(() => writeWhole(text));
  // The callback receives the error too, but without a listener the error would end the process.
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

/**
 * Writes a whole text to a file that is stdout. Node's own stream treats a short write, such as on a full disk, as a
 * complete one.
 */
function writeWhole(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/** Writes progress and messages. If nobody reads them, that is not an error. */
export function stderr(): NodeJS.WriteStream & { readonly fd: 2 } {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  return process.stderr;
}

/** Writes a line to stderr. */
export function say(line: string): void {
  stderr().write(`${line}\n`);
}
