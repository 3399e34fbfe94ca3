import { UsageError } from '../../base/errors.ts';
import { suggestion } from '../../base/nearest.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import { REPORTERS, type ReporterName } from '../../report/names.ts';
import { renderFleet, renderReports } from '../../report/render.ts';
import type { PrettyOptions } from '../../report/reporters/pretty.ts';
import type { Arguments } from '../arguments.ts';
import { type Delivery, deliver } from './deliver.ts';

/** The name of a reporter, and where its report goes. */
interface Destination {
  readonly name: ReporterName;
  /** The file; stdout if absent. */
  readonly file?: string;
}

/** A report to write. */
export interface Reporter extends Destination {
  readonly options: PrettyOptions;
}

interface Defaults {
  /** True to add the pretty report when all others go to files; default false, which adds it only if there are none. */
  readonly alwaysOnStdout?: boolean;
}

/**
 * Reads `--reporter`, where the file `-` is stdout, and the options of its renderers.
 * @throws UsageError when a reporter is unknown, or two write to the same place
 */
export function parseReporters(
  given: Pick<Arguments, 'list'>,
  { alwaysOnStdout = false }: Defaults = {},
): readonly Reporter[] {
  const chosen = destinations(given.list('reporter'));
  const lacksPretty = alwaysOnStdout ? chosen.every(({ file }) => file !== undefined) : chosen.length === 0;
  const all: readonly Destination[] = lacksPretty ? [...chosen, { name: 'pretty' }] : chosen;
  const color = wantsColor(process.env, process.stdout);
  return all.map((each) => ({ ...each, options: { color: color && each.file === undefined } }));
}

function destinations(values: readonly string[]): readonly Destination[] {
  const reporters = values.map(parseReporter);
  const onStdout = reporters.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) throw new UsageError('only one reporter can write to stdout; give the others =FILE');
  const files = filesOf(reporters);
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UsageError(`two reporters cannot write to the same file ${twice}`);
  return reporters;
}

function parseReporter(value: string): Destination {
  const [, given = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  const name = REPORTERS.find((known) => known === given);
  if (file === '') throw new UsageError(`--reporter ${given}= lacks the name of a file`);
  if (name) return file === undefined || file === '-' ? { name } : { name, file };
  throw new UsageError(`there is no reporter "${given}": ${REPORTERS.join(', ')}${suggestion(given, REPORTERS)}`);
}

/** The files that reporters write. */
export function filesOf(reporters: readonly Destination[]): string[] {
  return reporters.flatMap(({ file }) => file ?? []);
}

/**
 * Writes all reports of one run, or of several side by side, along with other texts.
 * @throws UsageError when one cannot be written
 */
export async function writeReports(
  reporters: readonly Reporter[],
  reports: readonly [Report, ...Report[]],
  more: readonly Delivery[] = [],
): Promise<void> {
  const deliveries = reporters.map(({ name, file, options }) =>
    delivery(file, () => renderReports(name, reports, options)),
  );
  await deliver([...more, ...deliveries], reports[0].verdict);
}

/**
 * Writes all reports of a fleet.
 * @throws UsageError when one cannot be written
 */
export async function writeFleet(reporters: readonly Reporter[], fleet: Fleet): Promise<void> {
  const reports = reporters.map(({ name, file, options }) => delivery(file, () => renderFleet(name, fleet, options)));
  await deliver(reports, fleet.verdict);
}

function delivery(file: string | undefined, render: Delivery['render']): Delivery {
  return { ...(file !== undefined && { file }), render };
}

/** Whether to use colours: FORCE_COLOR decides, then NO_COLOR, then whether the output is a terminal. */
export function wantsColor(env: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
