import { type Fault, Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { Sandboxes } from './sandboxes.ts';
import { Script, type ScriptRule } from './script.ts';

/** What a namespace begins with. */
export interface StateOptions {
  /** What exec answers; see `Script`. These rules stay when the script is reset. */
  readonly script?: readonly ScriptRule[] | undefined;
  /** What goes wrong; see `Faults`. These faults begin again when the faults are reset. */
  readonly faults?: readonly Fault[] | undefined;
  /** How many requests the journal keeps; default 1,000. 0 keeps none. */
  readonly journalCap?: number | undefined;
}

/** What calls of one namespace share. */
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

/** What can be set back by itself. */
export const PARTS = ['sandboxes', 'journal', 'script', 'faults'] as const;
export type Part = (typeof PARTS)[number];

/** Sets parts back to what they were at the start; the others stay as they are. */
export function reset(state: State, parts: readonly Part[]): void {
  if (parts.includes('sandboxes')) state.sandboxes.clear();
  if (parts.includes('journal')) state.journal.clear();
  if (parts.includes('script')) state.script.reset();
  if (parts.includes('faults')) state.faults.reset();
}
