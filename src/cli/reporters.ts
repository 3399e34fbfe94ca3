import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Fleet } from '../fleet/model.ts';
import type { Report } from '../model.ts';
import { suggestion } from './nearest.ts';
import { print } from './output.ts';
import { draw, drawComparison, drawFleet, REPORTERS, type ReporterName } from './renderers.ts';

/** A report that is wanted. */
export interface Reporter {
  readonly name: ReporterName;
  /** Where it goes; stdout when absent. */
  readonly file?: string;
}

/** Reads the values of `--reporter`. Stdout gets the pretty one when no other is meant for it. */
export function parseReporters(values: readonly string[]): readonly Reporter[] {
  const reporters = readReporters(values);
  return reporters.some(({ file }) => file === undefined) ? reporters : [...reporters, { name: 'pretty' }];
}

/** Reads the values of `--reporter` as they are. */
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
  if (name) return file === undefined ? { name } : { name, file };
  throw new UsageError(`there is no reporter "${given}": ${REPORTERS.join(', ')}${suggestion(given, REPORTERS)}`);
}

/** Makes sure, before a run, that its reports can be written after it. */
export async function prepareFiles(reporters: readonly Reporter[]): Promise<void> {
  for (const { file } of reporters) {
    if (file === undefined) continue;
    try {
      await mkdir(dirname(file), { recursive: true });
      const known = await stat(file).catch(() => undefined);
      if (known?.isDirectory()) throw new Error('it is a directory');
      await access(known ? file : dirname(file), constants.W_OK);
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
    }
  }
}

/** Writes all reports of a run, or of several side by side; the one on stdout last. */
export async function writeReports(
  reporters: readonly Reporter[],
  [first, ...others]: readonly [Report, ...Report[]],
  color: boolean,
): Promise<void> {
  for (const { name, file } of [...reporters].sort((a, b) => Number(!a.file) - Number(!b.file))) {
    const painted = color && file === undefined;
    const text =
      others.length > 0 ? await drawComparison(name, [first, ...others], painted) : await draw(name, first, painted);
    if (file === undefined) await print(text, first.exitCode);
    else await writeFile(file, text);
  }
}

/** Writes all reports of a fleet; the one on stdout last. */
export async function writeFleet(reporters: readonly Reporter[], fleet: Fleet, color: boolean): Promise<void> {
  for (const { name, file } of [...reporters].sort((a, b) => Number(!a.file) - Number(!b.file))) {
    const text = await drawFleet(name, fleet, color && file === undefined);
    if (file === undefined) await print(text, fleet.exitCode);
    else await writeFile(file, text);
  }
}

/** True when colours are wanted: FORCE_COLOR, then NO_COLOR, then whether a terminal reads. */
export function wantsColor(env: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
