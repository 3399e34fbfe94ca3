import { describe, test } from 'vitest';
import { type Mutant, mutants } from '../../mock/mutants/index.ts';
import { checks } from '../../suites/index.ts';
import { familiesOf, observe } from './matrix.ts';

const SHARDS = 2;

/** For each check, the mutant that fails it and the fewest others. `npm run kills` runs all mutants on all checks. */
const own: readonly Mutant[] = [...new Set(checks.flatMap(({ id }) => mostOwn(id)))];

function mostOwn(id: string): Mutant[] {
  const killers = mutants.filter(({ fails }) => fails.includes(id));
  return killers.sort((a, b) => a.fails.length + a.hides.length - b.fails.length - b.hides.length).slice(0, 1);
}

/** Runs one part of these mutants on the checks of their rows in the table of kills: each check must fail. */
export function killShard(number: number): void {
  const part = own.filter((_, i) => i % SHARDS === number - 1);
  describe(`mutants, part ${number} of ${SHARDS}`, () => killEach(part, ({ fails, hides }) => [...fails, ...hides]));
}

/** Runs all of them on the families of those checks as well: no check outside of the row may fail. */
export function killFamilies(): void {
  describe('mutants on whole families', () => killEach(own, familiesOf));
}

function killEach(some: readonly Mutant[], checksOf: (mutant: Mutant) => readonly string[]): void {
  test.concurrent.for(some)('$name: $defect', { timeout: 120_000 }, async (mutant, { expect }) => {
    const { name, fails, hides } = mutant;
    // The requests that are second on a connection, and thus meet the defect, vary between runs.
    const unsteady = name.startsWith('connection-');
    const row = await observe(name, checksOf(mutant));
    if (unsteady) expect(row.fails).not.toEqual([]);
    else expect(row).toEqual({ fails, hides });
  });
}
