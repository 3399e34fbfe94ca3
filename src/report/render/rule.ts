import { ledger } from '../../contract/generated/ledger.ts';
import type { Rule } from '../../contract/ledger.ts';

const rows: ReadonlyMap<string, Rule> = new Map(ledger.map((row) => [row.rule, row]));

/** The ledger's row of a rule; undefined if this version does not know the rule. */
export function ruleOf(name: string): Rule | undefined {
  return rows.get(name);
}
