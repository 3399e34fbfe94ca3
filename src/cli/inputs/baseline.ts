import { readInputText } from '../../base/input-file.ts';
import { plural } from '../../base/text.ts';
import type { Report } from '../../model/report.ts';
import { ruledIds } from '../../run/rules.ts';
import type { Arguments } from '../arguments.ts';
import type { Delivery } from '../output/deliver.ts';
import { say } from '../output/output.ts';

/** Size limit of a baseline in bytes, enough for 200,000 entries. */
const LARGEST = 64 * 1024 ** 2;

/** A run as judged with the baseline, and the new baseline that is written with its reports. */
export interface Judged {
  readonly report: Report;
  readonly baseline: readonly Delivery[];
}

/** Judges a run with the given baseline. */
export type Judge = (report: Report) => Judged;

/** Reads `--baseline` and `--write-baseline`. Throws UsageError when a baseline cannot be read. */
export async function readBaseline({ text }: Arguments): Promise<Judge> {
  const given = text('baseline');
  const wanted = text('write-baseline');
  if (given === undefined && wanted === undefined) return (report) => ({ report, baseline: [] });
  const { parseBaseline, baselineOf } = await import('../../baseline/file.ts');
  const { applyBaseline } = await import('../../baseline/baseline.ts');
  const entries = given === undefined ? [] : parseBaseline(await read(given), given);
  return (report) => {
    const judged = applyBaseline(report, entries, ruledIds);
    if (wanted === undefined || judged.exitCode === 2 || judged.stopped !== undefined)
      return { report: judged, baseline: [] };
    const written = baselineOf(judged, entries);
    const now = parseBaseline(written, wanted);
    const delivered = () => say(`podflare-conformance: wrote ${plural(now.length, 'known failure')} to ${wanted}`);
    return {
      report: applyBaseline(report, now, ruledIds),
      baseline: [{ file: wanted, render: () => written, delivered }],
    };
  };
}

function read(file: string): Promise<string> {
  return readInputText({
    path: file,
    name: `the baseline ${file}`,
    largest: LARGEST,
    hint: '--write-baseline makes one',
  });
}
