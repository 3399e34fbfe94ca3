import { readFile, writeFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import type { Report } from '../model.ts';
import { plural } from '../report/text.ts';
import { ruledIds } from '../rules.ts';
import type { Given } from './arguments.ts';
import { say } from './output.ts';
import { prepareFiles } from './reporters.ts';

/** Judges a run by the baseline that was given, and writes the one that is wanted. */
export type Judge = (report: Report) => Promise<Report>;

/** Reads `--baseline` and `--write-baseline`. Throws UsageError when one cannot be read or the other not be written. */
export async function readBaseline({ text }: Given): Promise<Judge> {
  const given = text('baseline');
  const wanted = text('write-baseline');
  if (given === undefined && wanted === undefined) return async (report) => report;
  const { parseBaseline, baselineOf } = await import('../baseline/file.ts');
  const { applyBaseline } = await import('../baseline/baseline.ts');
  const entries = given === undefined ? [] : parseBaseline(await read(given), given);
  if (wanted !== undefined) await prepareFiles([{ name: 'json', file: wanted }]);
  return async (report) => {
    const judged = applyBaseline(report, entries, ruledIds);
    if (wanted === undefined || judged.exitCode === 2) return judged;
    const written = baselineOf(judged, entries);
    await writeFile(wanted, written);
    const now = parseBaseline(written, wanted);
    say(`podflare-conformance: wrote ${plural(now.length, 'known failure')} to ${wanted}`);
    return applyBaseline(report, now, ruledIds);
  };
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'no such file; --write-baseline makes one' : error.message;
    throw new UsageError(`cannot read the baseline ${file}: ${why}`);
  });
}
