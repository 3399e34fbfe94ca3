import { describe, expect, test } from 'vitest';
import { type Mutant, mutants } from '../../mock/mutants/index.ts';
import { checks } from '../../suites/index.ts';
import { familiesOf, observe } from './matrix.ts';

const SHARDS = 4;

/**
 * For each check the mutant that is most its own, the one that fails the fewest others, run on the families in which
 * it shows. `npm run kills` runs all mutants on all checks.
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
    test.concurrent.each(part)('$name: $defect', { timeout: 120_000 }, async ({ name, fails, hides }) => {
      // Which requests come second on a connection, and so meet the defect, differs from run to run.
      const unsteady = name.startsWith('connection-');
      const row = await observe(name, familiesOf({ fails, hides }));
      if (unsteady) expect(row.fails).not.toEqual([]);
      else expect(row).toEqual({ fails, hides });
    });
  });
}
