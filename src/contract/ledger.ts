import type { Level } from './levels.ts';

/** One rule of the contract: a row of suites/ledger.yaml. It has either checks, or the reason why none can test it. */
export interface Rule {
  readonly rule: string;
  readonly level: Level;
  /** The page or clause that states the rule. */
  readonly source: string;
  readonly says: string;
  readonly checks?: readonly string[];
  readonly untested?: string;
}
