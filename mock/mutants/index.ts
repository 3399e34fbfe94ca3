import type { Mutant } from './mutant.ts';

export type { Mutant } from './mutant.ts';

/** Every known defect, by family. */
export const mutants: readonly Mutant[] = [];

export function findMutant(name: string): Mutant | undefined {
  return mutants.find((mutant) => mutant.name === name);
}
