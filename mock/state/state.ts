import type { Fault } from '../faults/fault.ts';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { Sandboxes } from './sandboxes.ts';
import { Script } from './script.ts';
import type { ScriptRule } from './script-rule.ts';

/** The initial state of a namespace. */
export interface StateOptions {
  /** Replies to exec; see `Script`. `reset` restores these rules. */
  readonly script?: readonly ScriptRule[] | undefined;
  /** Faults to inject; see `Faults`. `reset` restores these faults. */
  readonly faults?: readonly Fault[] | undefined;
  /** The number of requests that the journal keeps; default 1,000. 0 keeps none. */
  readonly journalCap?: number | undefined;
}

/** The state that the calls of a namespace share. */
export class State {
  readonly sandboxes = new Sandboxes();
  readonly journal: Journal;
  readonly script: Script;
  readonly faults: Faults;

  constructor({ script, faults, journalCap }: StateOptions = {}) {
    this.journal = new Journal(journalCap);
    this.script = new Script(script);
    this.faults = new Faults(faults);
  }
}

/** The parts of a state, each of which can be reset separately. */
export const PARTS = ['sandboxes', 'journal', 'script', 'faults'] as const;
export type Part = (typeof PARTS)[number];

/** Resets parts to their initial state. */
export function reset(state: State, parts: readonly Part[]): void {
  if (parts.includes('sandboxes')) state.sandboxes.clear();
  if (parts.includes('journal')) state.journal.clear();
  if (parts.includes('script')) state.script.reset();
  if (parts.includes('faults')) state.faults.reset();
}
