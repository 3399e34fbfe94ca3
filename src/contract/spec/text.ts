import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

/** Bytes that one file or answer may have. */
const LARGEST = 16 * 1024 ** 2;
/** Limit for one download, in milliseconds. */
const PATIENCE = 10_000;

const TOO_LARGE = `it is larger than ${LARGEST / 1024 ** 2} MB`;

/**
 * Reads a regular file as UTF-8; `name` stands for it in messages.
 * @throws UsageError when it does not exist, is not a regular file, is too large or is not UTF-8
 */
export async function readText(path: string, name: string): Promise<string> {
  // Without O_NONBLOCK, opening a FIFO waits until another process writes to it.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      throw unreadable(name, error.code === 'ENOENT' ? 'no such file' : error.message);
    },
  );
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw unreadable(name, 'it is a directory');
    if (!stats.isFile()) throw unreadable(name, 'it is not a regular file');
    if (stats.size > LARGEST) throw unreadable(name, TOO_LARGE);
    return decoded(await handle.readFile(), name);
  } finally {
    await handle.close();
  }
}

/**
 * Downloads a text.
 * @throws UsageError when there is no answer of status 200, or it is too large or not UTF-8
 */
export async function fetchText(url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`the answer is ${response.status}`);
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > LARGEST) throw new Error(TOO_LARGE);
      chunks.push(chunk);
    }
  } catch (error) {
    const { message, cause } = error as Error;
    throw unreadable(url, cause instanceof Error ? `${message}: ${cause.message}` : message);
  }
  return decoded(Buffer.concat(chunks), url);
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(name, 'it is not UTF-8');
  }
}

function unreadable(name: string, why: string): UsageError {
  return new UsageError(`cannot read ${name}: ${why}`);
}
