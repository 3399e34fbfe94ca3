import type { Behavior } from '../core/behavior.ts';
import type { Defect } from '../core/defect.ts';
import type { Kills } from './kills.ts';

export type { Defect } from '../core/defect.ts';

/** A defect and the checks that detect it. */
export type Mutant = Defect & Kills;

/** Creates a mutant: `change` returns the decisions that replace those of the reference. */
export function mutant(name: string, defect: string, change: (b: Behavior) => Partial<Behavior>): Defect {
  return { name, defect, mutate: (b) => ({ ...b, ...change(b) }) };
}
