import type { Behavior } from '../core/behavior.ts';
import type { Kills } from './kills.ts';

/** The reference hostd with one defect. */
export interface Defect {
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly defect: string;
  /** Called once per start, so state that it makes belongs to one server. */
  mutate(behavior: Behavior): Behavior;
}

/** A defect, and how the suite notices it. */
export type Mutant = Defect & Kills;

/** The reference with some decisions replaced. */
export function mutant(name: string, defect: string, change: (b: Behavior) => Partial<Behavior>): Defect {
  return { name, defect, mutate: (b) => ({ ...b, ...change(b) }) };
}
