/** Mutants of the reference hostd, for tests that need a server that violates one rule. */
export type { Defect } from './core/defect.ts';
export { findMutant, mutants } from './mutants/index.ts';
export type { Mutant } from './mutants/mutant.ts';
