/** Pieces up to this many bytes are copied one byte at a time, which is faster than a call into the runtime. */
const SMALL = 16;

const FIRST_CAPACITY = 512;

/** Collects the bytes of a body in one block of memory, however small the pieces that arrive. */
export class BodyBuffer {
  #bytes: Buffer = Buffer.alloc(0);
  length = 0;

  append(source: Buffer, start: number, end: number): void {
    const size = end - start;
    if (this.length + size > this.#bytes.length) this.#grow(this.length + size);
    if (size <= SMALL) for (let i = 0; i < size; i += 1) this.#bytes[this.length + i] = source[start + i] ?? 0;
    else source.copy(this.#bytes, this.length, start, end);
    this.length += size;
  }

  /** The first `limit` bytes, at most. The result keeps at most twice as much memory alive. */
  take(limit: number): Buffer {
    const bytes = this.#bytes.subarray(0, Math.min(this.length, limit));
    return 2 * bytes.length > this.#bytes.length ? bytes : Buffer.from(bytes);
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length, FIRST_CAPACITY));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
