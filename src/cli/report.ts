import { UsageError } from '../errors.ts';
import type { Given } from './arguments.ts';
import { COMPARING } from './renderers.ts';
import { prepareFiles, readReporters, wantsColor, writeReports } from './reporters.ts';
import { readStored } from './stored.ts';

/** `report`: draws stored runs. Gives the exit code. */
export async function report({ positionals: files, texts }: Given): Promise<number> {
  const [first, ...others] = files;
  if (first === undefined)
    throw new UsageError('report wants the file of a run: one that --reporter json=FILE has written');
  const values = texts('reporter');
  const reporters = readReporters(values.length === 0 ? ['pretty'] : values);
  const lonely = others.length > 0 && reporters.find(({ name }) => !COMPARING.includes(name));
  if (lonely)
    throw new UsageError(`--reporter ${lonely.name} draws a single run; several go with ${COMPARING.join(', ')}`);
  await prepareFiles(reporters);
  const runs = [await readStored(first), ...(await Promise.all(others.map(readStored)))] as const;
  await writeReports(reporters, runs, wantsColor(process.env, process.stdout));
  return 0;
}
