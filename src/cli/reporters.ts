import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Report } from '../model.ts';
import { suggestion } from './nearest.ts';
import { PLANNED } from './options.ts';
import { print } from './output.ts';

/** A report that is wanted. */
export interface Reporter {
  readonly name: 'pretty' | 'json' | 'junit';
  /** Where it goes; stdout when absent. */
  readonly file?: string;
}

const NAMES: readonly Reporter['name'][] = ['pretty', 'json', 'junit'];

/** Reads the values of `--reporter`. Stdout gets the pretty one when no other is meant for it. */
export function parseReporters(values: readonly string[]): readonly Reporter[] {
  const reporters = values.map(parseReporter);
  const onStdout = reporters.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) throw new UsageError('only one reporter can write to stdout; give the others =FILE');
  return onStdout.length === 1 ? reporters : [...reporters, { name: 'pretty' }];
}

function parseReporter(value: string): Reporter {
  const [, given = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  const name = NAMES.find((known) => known === given);
  if (file === '') throw new UsageError(`--reporter ${given}= lacks the name of a file`);
  if (name) return file === undefined ? { name } : { name, file };
  if (PLANNED.reporters.some((planned) => planned === given))
    throw new UsageError(`the reporter "${given}" is not available in this version`);
  throw new UsageError(`there is no reporter "${given}": ${NAMES.join(', ')}${suggestion(given, NAMES)}`);
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
      throw new UsageError(`cannot write the report ${file}: ${(error as Error).message}`);
    }
  }
}

/** Writes all reports; the one on stdout last. */
export async function writeReports(reporters: readonly Reporter[], report: Report, color: boolean): Promise<void> {
  for (const { name, file } of [...reporters].sort((a, b) => Number(!a.file) - Number(!b.file))) {
    const text = await render(name, report, color && file === undefined);
    if (file === undefined) await print(text, report.exitCode);
    else await writeFile(file, text);
  }
}

async function render(name: Reporter['name'], report: Report, color: boolean): Promise<string> {
  switch (name) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(report);
    case 'junit':
      return (await import('../report/junit.ts')).renderJunit(report);
    case 'pretty':
      return (await import('../report/pretty.ts')).renderPretty(report, { color });
  }
}

/** True when colours are wanted: FORCE_COLOR, then NO_COLOR, then whether a terminal reads. */
export function wantsColor(env: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
