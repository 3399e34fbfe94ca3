import type { IncomingMessage } from 'node:http';
import { HttpError } from '../protocol/message.ts';

/** Largest body that is read, in bytes. */
export const BODY_LIMIT = 10 * 1_048_576;

/** Bytes of all bodies together that a process keeps for requests that are not answered yet. */
export const BODIES_LIMIT = 64 * 1_048_576;

/** Seconds after which a client may try again. */
const RETRY_AFTER = '1';

let held = 0;

/** Bytes of bodies that are kept at this moment. */
export const bytesHeld = (): number => held;

/**
 * Reads a body and passes it to `onRead`. Its bytes count towards `BODIES_LIMIT` until the request is answered or its
 * connection ends. Rejects with an `HttpError`: 413 above `BODY_LIMIT`, 503 when there is no room for it. The rest of a
 * body that was rejected is read and dropped.
 */
export function readBody(message: IncomingMessage, onRead?: (bytes: Buffer) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let rejected = false;
    const release = (): void => {
      held -= size;
      size = 0;
      chunks.length = 0;
    };
    const refuse = (error: Error): void => {
      rejected = true;
      release();
      reject(error);
    };
    message.on('data', (chunk: Buffer) => {
      if (rejected) return;
      size += chunk.length;
      held += chunk.length;
      chunks.push(chunk);
      if (size > BODY_LIMIT) refuse(new HttpError(413, 'the body is too large'));
      else if (held > BODIES_LIMIT) refuse(noRoom());
    });
    message.on('end', () => {
      const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      chunks.length = 0;
      onRead?.(bytes);
      resolve(bytes);
    });
    message.on('close', release);
    message.on('error', reject);
  });
}

function noRoom(): HttpError {
  const most = BODIES_LIMIT / 1_048_576;
  return new HttpError(503, `other requests have bodies of ${most} MiB in progress`, { 'retry-after': RETRY_AFTER });
}
