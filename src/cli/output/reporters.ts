import { UsageError } from '../../base/errors.ts';
import { suggestion } from '../../base/nearest.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import { REPORTERS, type ReporterName } from '../../report/names.ts';
import { renderFleet, renderReports } from '../../report/render.ts';
import { type Delivery, deliver } from './deliver.ts';

/** A report to write. */
export interface Reporter {
  readonly name: ReporterName;
  /** The file; stdout if absent. */
  readonly file?: string;
}

/**
 * Reads the values of `--reporter`, where the file `-` is stdout. Adds the pretty report on stdout if no other report
 * goes there.
 */
export function parseReporters(values: readonly string[]): readonly Reporter[] {
  const reporters = readReporters(values);
  return reporters.some(({ file }) => file === undefined) ? reporters : [...reporters, { name: 'pretty' }];
}

/** Reads the values of `--reporter` without adding a default. */
export function readReporters(values: readonly string[]): readonly Reporter[] {
  const reporters = values.map(parseReporter);
  const onStdout = reporters.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) throw new UsageError('only one reporter can write to stdout; give the others =FILE');
  const files = reporters.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UsageError(`two reporters cannot write to the same file ${twice}`);
  return reporters;
}

function parseReporter(value: string): Reporter {
  const [, given = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  const name = REPORTERS.find((known) => known === given);
  if (file === '') throw new UsageError(`--reporter ${given}= lacks the name of a file`);
  if (name) return file === undefined || file === '-' ? { name } : { name, file };
  throw new UsageError(`there is no reporter "${given}": ${REPORTERS.join(', ')}${suggestion(given, REPORTERS)}`);
}

/** The files that reporters write. */
export function filesOf(reporters: readonly Reporter[]): string[] {
  return reporters.flatMap(({ file }) => file ?? []);
}

/**
 * Writes all reports of one run, or of several side by side, along with other texts.
 * @throws UsageError when one cannot be written
 */
export async function writeReports(
  reporters: readonly Reporter[],
  reports: readonly [Report, ...Report[]],
  color: boolean,
  more: readonly Delivery[] = [],
): Promise<void> {
  const deliveries = reporters.map(({ name, file }) =>
    delivery(file, () => renderReports(name, reports, { color: color && file === undefined })),
  );
  await deliver([...more, ...deliveries], reports[0].verdict);
}

/**
 * Writes all reports of a fleet.
 * @throws UsageError when one cannot be written
 */
export async function writeFleet(reporters: readonly Reporter[], fleet: Fleet, color: boolean): Promise<void> {
  const reports = reporters.map(({ name, file }) =>
    delivery(file, () => renderFleet(name, fleet, { color: color && file === undefined })),
  );
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
