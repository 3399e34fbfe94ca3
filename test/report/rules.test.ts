import { describe, expect, test } from 'vitest';
import { ledger } from '../../src/contract/generated/ledger.ts';
import type { Outcome } from '../../src/model/report.ts';
import { renderRules } from '../../src/report/reporters/rules.ts';
import { checkOf, reportOf } from './fixture.ts';

/** A rule with at least three checks, and a rule without checks. */
const rule = ledger.find(({ checks = [] }) => checks.length > 2);
const untested = ledger.find((row) => row.untested !== undefined);

/** The section of the rule when its first checks have these outcomes, and the others pass; `undefined` is left out. */
function section(...outcomes: (Outcome | undefined)[]): string {
  const results = (rule?.checks ?? []).flatMap((id, i) => {
    const outcome = i < outcomes.length ? outcomes[i] : 'pass';
    return outcome === undefined ? [] : [checkOf({ id, outcome, rule: rule?.rule ?? '' })];
  });
  const text = renderRules(reportOf(results));
  const at = text.search(new RegExp(`^## .* ${rule?.rule}$`, 'm'));
  return text.slice(at, text.indexOf('\n## ', at + 1));
}

describe('the page of the rules', () => {
  test.each<[(Outcome | undefined)[], string, RegExp]>([
    [[], '✅', /\*\*The rule holds\.\*\*/],
    [['note'], 'ℹ️', /\*\*The rule holds, as far as it is judged\.\*\*/],
    [['skip', undefined], '✅', /\*\*The rule holds, but 2 of its \d+ checks did not run\.\*\*/],
    [['warn'], '⚠️', /\*\*The rule is violated by a SHOULD check\.\*\*/],
    [['warn', 'fail', 'skip'], '❌', /\*\*The rule is violated\.\*\*/],
    [['untestable', 'fail'], '❓', /\*\*The rule could not be judged/],
  ])('shows for a rule with outcomes %j whether it is met', (outcomes, icon, sentence) => {
    expect(section(...outcomes)).toMatch(new RegExp(`^## ${icon} `));
    expect(section(...outcomes)).toMatch(sentence);
  });

  test('names every check of a rule with its outcome', () => {
    expect(section('fail', undefined)).toContain(`- ❌ \`${rule?.checks?.[0]}\`: Something holds.`);
    expect(section('fail', undefined)).toContain(`- ➖ \`${rule?.checks?.[1]}\` was not part of this run`);
  });

  test('has every rule, also those that none can test, and counts them', () => {
    const text = renderRules(reportOf([]));
    expect(text.match(/^## /gm)).toHaveLength(ledger.length);
    expect(text).toContain(`${ledger.length} rules. Holding: 0; violated: 0;`);
    expect(text).toContain(`➖ ${untested?.rule}\n`);
    expect(text).toContain('Not tested: ');
  });
});
