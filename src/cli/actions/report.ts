import { UsageError } from '../../base/errors.ts';
import { mergeFleets, mergeReports, type Stored } from '../../fleet/merge.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import { COMPARING } from '../../report/names.ts';
import type { Arguments } from '../arguments.ts';
import { requireFleetReporters } from '../fleet.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { readStored } from '../inputs/stored.ts';
import { prepareFiles } from '../output/deliver.ts';
import { filesOf, parseReporters, type Reporter, writeFleet, writeReports } from '../output/reporters.ts';

/** Renders stored runs. Resolves with the exit code. */
export async function renderStored(given: Arguments): Promise<number> {
  const files = given.positionals;
  if (files.length === 0) throw new UsageError('report needs at least one file written by --reporter json=FILE');
  const reporters = parseReporters(given);
  const stored = await Promise.all(files.map(async (file) => ({ file, run: await readStored(file) })));
  const exitCode = await drawn(stored, reporters, given);
  return given.has('exit-code') ? exitCode : 0;
}

async function drawn(
  stored: readonly Stored<Report | Fleet>[],
  reporters: readonly Reporter[],
  given: Arguments,
): Promise<number> {
  const fleet = fleetOf(stored);
  if (fleet) {
    if (given.has('baseline')) throw new UsageError('--baseline is for a single run');
    requireFleetReporters(reporters);
    await prepareFiles(filesOf(reporters));
    await writeFleet(reporters, fleet);
    return fleet.exitCode;
  }
  const runs = stored.flatMap(({ file, run }) => ('kind' in run ? [] : [{ file, run }]));
  const [first, ...others] = runs.some(({ run }) => run.shard) ? [mergeReports(runs)] : runs.map(({ run }) => run);
  if (!first) throw new Error('there must be at least one run');
  const lonely = others.length > 0 && reporters.find(({ name }) => !COMPARING.includes(name));
  if (lonely)
    throw new UsageError(`--reporter ${lonely.name} renders a single run; for several, use ${COMPARING.join(', ')}`);
  if (others.length > 0 && given.has('baseline')) throw new UsageError('--baseline is for a single run');
  const judge = await readBaseline(given);
  await prepareFiles([...filesOf(reporters), ...given.list('write-baseline')]);
  const { report: judged, baseline } = judge(first);
  await writeReports(reporters, [judged, ...others], baseline);
  return Math.max(judged.exitCode, ...others.map((run) => run.exitCode));
}

/** The fleet in the files, merged if they are its shards; undefined if the files hold runs of single targets. */
function fleetOf(stored: readonly Stored<Report | Fleet>[]): Fleet | undefined {
  const fleets = stored.flatMap(({ file, run }) => ('kind' in run ? [{ file, run }] : []));
  const [first, second] = fleets;
  if (!first) return undefined;
  const single = stored.find(({ run }) => !('kind' in run));
  if (single)
    throw new UsageError(
      `${first.file} has many targets and ${single.file} a single one: they cannot be rendered together`,
    );
  if (!second && !first.run.shard) return first.run;
  return mergeFleets(fleets);
}
