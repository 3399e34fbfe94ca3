// Browser replacements for the parts of Node.js that the mock uses.

class Bytes extends Uint8Array {
  write(text: string, encoding: string): void {
    this.set(Buffer.from(text, encoding));
  }

  override toString(encoding = 'utf8', start = 0, end = this.length): string {
    const part = this.subarray(start, end);
    if (encoding === 'latin1') return Array.from(part, (byte) => String.fromCharCode(byte)).join('');
    if (encoding === 'base64') return btoa(String.fromCharCode(...part));
    if (encoding === 'hex') return Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return new TextDecoder().decode(part);
  }
}

export const Buffer = {
  from(value: string | ArrayLike<number> | ArrayBuffer, encoding = 'utf8'): Bytes {
    if (typeof value !== 'string') return new Bytes(value instanceof ArrayBuffer ? new Uint8Array(value) : value);
    if (encoding === 'latin1') return new Bytes(Array.from(value, (character) => character.charCodeAt(0) & 255));
    return new Bytes(new TextEncoder().encode(value));
  },
  alloc: (length: number): Bytes => new Bytes(length),
  concat: (parts: readonly Uint8Array[]): Bytes => new Bytes(parts.flatMap((part) => [...part])),
  byteLength: (text: string): number => new TextEncoder().encode(text).length,
};

export function randomFillSync(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}

export function randomBytes(length: number): Bytes {
  const bytes = new Bytes(length);
  crypto.getRandomValues(bytes);
  return bytes;
}

export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < one.length; i += 1) difference |= (one[i] ?? 0) ^ (other[i] ?? 0);
  return difference === 0;
}

export function isIPv4(text: string): boolean {
  return /^(\d{1,3})(\.\d{1,3}){3}$/.test(text);
}

export function isIPv6(text: string): boolean {
  return text.includes(':');
}

/** Replaces `resolve` of node:path/posix. */
export function resolve(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Replaces `setTimeout` of node:timers/promises. */
function wait(ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = globalThis.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  });
}

export { wait as setTimeout };

/** Replaces `serve.ts`. */
export function serve(): never {
  throw new Error('a mock in a browser cannot listen; use createHandlers or mock.fetch');
}

/** Replaces `pattern-worker.ts`. A page matches in its own thread. */
export async function matchInWorker(pattern: RegExp, code: string): Promise<RegExpExecArray | null> {
  return pattern.exec(code);
}

export class TooSlow extends Error {}
