import { createHmac, randomBytes } from 'node:crypto';
import { freshKey } from './secrets.ts';

/** True for a seed that was drawn because none was given: each shard has its own then. */
export function isFreshSeed(seed: string): boolean {
  return /^[\da-f]{16}$/.test(seed);
}

/** Gives so many bytes more. */
export type Bytes = (length: number) => Buffer;

/**
 * Everything random in a run. It follows from the seed and from what it is for, and not from the order in which it is
 * asked for: servers and cases run side by side.
 */
export class Random {
  readonly seed: string;
  readonly #keysFollow: boolean;

  /** @param seed a fresh one when absent; only from one that is given do keys follow, since the report shows the seed */
  constructor(seed?: string) {
    this.seed = seed ?? randomBytes(8).toString('hex');
    this.#keysFollow = seed !== undefined;
  }

  /** A stream of bytes of its own for each purpose. */
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
