import { createHmac, randomBytes } from 'node:crypto';
import { freshKey } from './secrets.ts';

/** True if the seed was not given but drawn. Each shard then has a seed of its own. */
export function isFreshSeed(seed: string): boolean {
  return /^[\da-f]{16}$/.test(seed);
}

/** Returns the next `length` bytes. */
export type Bytes = (length: number) => Buffer;

/**
 * The source of everything random in a run. Values depend on the seed and their purpose, not on the order of calls,
 * because servers and cases run concurrently.
 */
export class Random {
  readonly seed: string;
  readonly #keysFollow: boolean;

  /** @param seed default: a fresh one. Keys are derived only from a given seed, since the report shows the seed. */
  constructor(seed?: string) {
    this.seed = seed ?? randomBytes(8).toString('hex');
    this.#keysFollow = seed !== undefined;
  }

  /** Returns a stream of bytes that depends only on the seed and the purpose. */
  for(purpose: string): Bytes {
    let drawn = 0;
    return (length) => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
        drawn += 1;
        return createHmac('sha256', this.seed).update(`${drawn} ${purpose}`).digest();
      });
      return Buffer.concat(blocks).subarray(0, length);
    };
  }

  /** The nth key of a list, from 0. */
  key(purpose: string, n: number): string {
    return this.#keysFollow ? freshKey(n, this.for(`key ${n} ${purpose}`)) : freshKey(n);
  }
}
