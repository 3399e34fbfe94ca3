import { fileURLToPath } from 'node:url';
import { processTarget } from '../../src/hosts/process/process.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { CaseResult, Outcome, Report } from '../../src/model/report.ts';
import { worst } from '../../src/model/report.ts';
import { checks } from '../../suites/index.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { launch } from '../support/launch.ts';
import { runSuite } from '../support/run.ts';

/** The checks that detect a mutant, and those that it makes untestable because their control fails. */
export interface Row {
  readonly fails: readonly string[];
  readonly hides: readonly string[];
}

/** How the suite meets the mutant: as a server in this process, as a program that it starts, or by URL. */
export const FORMS = ['in-process', 'command', 'url'] as const;
export type Form = (typeof FORMS)[number];

const KEYS = ['pk_kill_0123456789abcdef', 'pk_kill_fedcba9876543210'];

/**
 * Runs the suite, or only the checks of `only`, against the mock with or without a defect. Throws if a check has the
 * outcome error.
 */
export async function observe(mutant: string | undefined, only: readonly string[] = [], form: Form = 'in-process') {
  return rowOf(await runOn(mutant, only, form));
}

/** The configurations of which a server by URL, with two keys on 127.0.0.1, is one. */
const BY_URL: readonly string[] = ['enforced', 'crowded', 'patient'];

/** What of a mutant's row can show by URL, of all checks or of those that `only` names. */
export async function observableByUrl(mutant: string, only: readonly string[] = []): Promise<Row> {
  const { fails, hides } = rowOf(await runOn(mutant, only, 'in-process'), (item) =>
    BY_URL.includes(item.configuration),
  );
  const observable = (id: string) => !checks.find((check) => check.id === id)?.needsLaunch;
  return { fails: fails.filter(observable), hides: hides.filter(observable) };
}

/** Patterns for the families in which a mutant shows. */
export function familiesOf({ fails, hides }: Row): string[] {
  return [...new Set([...fails, ...hides].map((id) => `${id.split('/')[0]}/*`))];
}

async function runOn(mutant: string | undefined, only: readonly string[], form: Form): Promise<Report> {
  if (form === 'in-process')
    return await runSuite(inProcessTarget(mutant), { only, timeoutMs: 3_000, startTimeoutMs: 2_000 });
  const main = fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url));
  const command = [process.execPath, main, ...(mutant === undefined ? [] : ['--mutant', mutant])];
  if (form === 'command') return await runSuite(processTarget({ command }), { only });
  await using hostd = await launch(command, { PODFLARE_API_KEYS: KEYS.join(',') });
  return await runSuite(urlTarget(hostd.url), { only, keys: KEYS });
}

function rowOf(report: Report, counts: (result: CaseResult) => boolean = () => true): Row {
  const broken = report.checks.find(({ outcome }) => outcome === 'error');
  if (broken) throw new Error(`${broken.id}: ${broken.cases.find(({ outcome }) => outcome === 'error')?.reason}`);
  const ids = (...wanted: Outcome[]) =>
    report.checks
      .filter(({ cases }) => wanted.includes(worst(cases.filter(counts).map(({ outcome }) => outcome))))
      .map(({ id }) => id);
  return { fails: ids('fail', 'warn', 'note'), hides: ids('untestable') };
}
