import type { Field } from './field.ts';

/** The longest delay in milliseconds: one hour. */
export const LONGEST_MS = 3_600_000;

const HIGHEST_COUNT = 1_000_000;

export function readDelay(field: Field): number {
  return field.whole(0, LONGEST_MS);
}

export function readCount(field: Field, least = 0): number {
  return field.whole(least, HIGHEST_COUNT);
}
