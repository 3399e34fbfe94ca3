import type { Behavior } from './behavior.ts';

/** The reference hostd with one defect. */
export interface Defect {
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly defect: string;
  /** Called once per launch, so the state that it makes belongs to one server. @internal */
  mutate(behavior: Behavior): Behavior;
}
