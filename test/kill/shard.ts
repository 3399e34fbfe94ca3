import { describe, expect, test } from 'vitest';
import { type Mutant, mutants } from '../../mock/mutants/index.ts';
import { checks } from '../../suites/index.ts';
import { observe, profilesOf, within } from './matrix.ts';

const SHARDS = 4;

/**
 * For each check the mutant that is most its own: the one that fails the fewest others. `npm run kills`, which gates
 * every landing, runs all mutants on all profiles.
 */
const own: readonly Mutant[] = [...new Set(checks.flatMap(({ id }) => mostOwn(id)))];

function mostOwn(id: string): Mutant[] {
  const killers = mutants.filter(({ fails }) => fails.includes(id));
  return killers.sort((a, b) => a.fails.length + a.hides.length - b.fails.length - b.hides.length).slice(0, 1);
}

/** Runs one part of these mutants: each must fail exactly the checks of its row in the table of kills. */
export function killShard(number: number): void {
  const part = own.filter((_, i) => i % SHARDS === number - 1);
  describe(`mutants, part ${number} of ${SHARDS}`, () => {
    test.concurrent.each(part)('$name: $defect', { timeout: 120_000 }, async (mutant) => {
      const profiles = profilesOf(mutant);
      expect(await observe(mutant.name, profiles)).toEqual(within(mutant, profiles));
    });
  });
}
