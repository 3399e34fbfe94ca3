import { PROFILES, type Profile } from '../../src/model.ts';
import { checks } from '../../suites/index.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';

/** What a mutant does to the verdicts: checks that find it, and checks that can say nothing for their control is broken. */
export interface Row {
  readonly fails: readonly string[];
  readonly hides: readonly string[];
}

/** Runs the suite on the mock with one defect, or on the mock as it is. Throws when a check has a bug of its own. */
export async function observe(mutant: string | undefined, profiles: readonly Profile[] = PROFILES): Promise<Row> {
  const report = await runSuite(inProcessTarget(mutant), { profiles, timeoutMs: 3_000, startTimeoutMs: 2_000 });
  const broken = report.checks.find(({ outcome }) => outcome === 'error');
  if (broken) throw new Error(`${broken.id}: ${broken.cases.find(({ outcome }) => outcome === 'error')?.reason}`);
  const ids = (...outcomes: string[]) =>
    report.checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
  return { fails: ids('fail', 'warn', 'note'), hides: ids('untestable') };
}

/** The part of a row that a run of these profiles can show. */
export function within(row: Row, profiles: readonly Profile[]): Row {
  const shown = (id: string) => checks.some((check) => check.id === id && profiles.includes(check.profile));
  return { fails: row.fails.filter(shown), hides: row.hides.filter(shown) };
}

/** The profiles on which a mutant is run in the tests: those in which it is meant to be found. */
export function profilesOf({ fails, hides }: Row): readonly Profile[] {
  return [...fails, ...hides].every((id) => id.startsWith('api/')) ? ['api'] : ['core', 'http'];
}
