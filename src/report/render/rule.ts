import { ledger } from '../../contract/generated/ledger.ts';
import type { Rule } from '../../contract/ledger.ts';

const rows: ReadonlyMap<string, Rule> = new Map(ledger.map((row) => [row.rule, row]));

/** The row of the ledger; undefined when this version knows no rule of that name. */
export function ruleOf(name: string): Rule | undefined {
  return rows.get(name);
}
