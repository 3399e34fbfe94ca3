import { describe, expect, test } from 'vitest';
import { mutants } from '../../mock/mutants/index.ts';
import { observe, profilesOf, within } from './matrix.ts';

const SHARDS = 4;

/** Runs one part of the mutants: each must fail exactly the checks of its row in the table of kills. */
export function killShard(number: number): void {
  const part = mutants.filter((_, i) => i % SHARDS === number - 1);
  describe(`mutants, part ${number} of ${SHARDS}`, () => {
    test.concurrent.each(part)('$name: $defect', { timeout: 120_000 }, async (mutant) => {
      const profiles = profilesOf(mutant);
      expect(await observe(mutant.name, profiles)).toEqual(within(mutant, profiles));
    });
  });
}
