import { UsageError } from '../../base/errors.ts';

/** Bytes that one file of a document may have. */
export const LARGEST_FILE = 4 * 1024 ** 2;
/** Limit for one download, in milliseconds. */
const PATIENCE = 10_000;

const TOO_LARGE = `it is larger than ${LARGEST_FILE / 1024 ** 2} MB`;

/**
 * Downloads a text.
 * @throws UsageError when there is no response with status 200, or it is too large or not UTF-8
 */
export async function fetchText(url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`the response is ${response.status}`);
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > LARGEST_FILE) throw new Error(TOO_LARGE);
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
