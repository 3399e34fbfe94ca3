import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';

/** What a mutant does to the verdicts: checks that find it, and checks that can say nothing for their control is broken. */
export interface Row {
  readonly fails: readonly string[];
  readonly hides: readonly string[];
}

/** Runs the suite, or the checks that `only` names, on the mock with one defect, or on the mock as it is. Throws when a check has a bug of its own. */
export async function observe(mutant: string | undefined, only: readonly string[] = []): Promise<Row> {
  const limits = { timeoutMs: 3_000, startTimeoutMs: 2_000 };
  const report = await runSuite(inProcessTarget(mutant), { only, ...limits });
  const broken = report.checks.find(({ outcome }) => outcome === 'error');
  if (broken) throw new Error(`${broken.id}: ${broken.cases.find(({ outcome }) => outcome === 'error')?.reason}`);
  const ids = (...outcomes: string[]) =>
    report.checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
  return { fails: ids('fail', 'warn', 'note'), hides: ids('untestable') };
}
