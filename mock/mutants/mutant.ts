import type { Behavior } from '../core/behavior.ts';
import type { Defect } from '../core/defect.ts';
import type { Kills } from './kills.ts';

export type { Defect } from '../core/defect.ts';

/** A defect, and how the suite notices it. */
export type Mutant = Defect & Kills;

/** The reference with some decisions replaced. */
export function mutant(name: string, defect: string, change: (b: Behavior) => Partial<Behavior>): Defect {
  return { name, defect, mutate: (b) => ({ ...b, ...change(b) }) };
}
