import type { IncomingMessage } from 'node:http';
import { HttpError } from '../protocol/message.ts';

/** Maximum size of a body in bytes. */
export const BODY_LIMIT = 10 * 1_048_576;

/** Maximum total size, in bytes, of the bodies of all requests in progress in this process. */
export const BODIES_LIMIT = 64 * 1_048_576;

/** Value of Retry-After, in seconds. */
const RETRY_AFTER = '1';

let held = 0;

/** Total bytes of the bodies of requests in progress. */
export const bytesHeld = (): number => held;

/**
 * Reads a body and passes it to `onRead`. Its bytes count towards `BODIES_LIMIT` until the response is sent or the
 * connection ends. The rest of a rejected body is read and dropped.
 * @throws HttpError 413 when the body exceeds `BODY_LIMIT`, 503 when all bodies together exceed `BODIES_LIMIT`
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
  return new HttpError(503, `the bodies of requests in progress exceed ${most} MiB; retry later`, {
    'retry-after': RETRY_AFTER,
  });
}
