import type { Behavior } from '../behavior.ts';

/** The reference hostd with one defect. */
export interface Mutant {
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly defect: string;
  /** Ids of the checks that must fail. */
  readonly fails: readonly string[];
  /** Called once per start, so state that it makes belongs to one server. */
  mutate(behavior: Behavior): Behavior;
}
