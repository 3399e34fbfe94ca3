import { checkHostd } from '../../api/check-hostd.ts';
import { commandLine } from '../../api/options/caller.ts';
import { validate } from '../../api/options/validate.ts';
import { register } from '../../api/register.ts';
import { kindsNamed } from '../../api/targets/kinds.ts';
import { UsageError } from '../../base/errors.ts';
import type { Secrets } from '../../base/secrets.ts';
import { safe } from '../../base/text.ts';
import { specSentence } from '../../report/render/summary.ts';
import type { Arguments } from '../arguments.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { readKeys } from '../inputs/keys.ts';
import { Interrupted, interruption } from '../interrupt.ts';
import { prepareFiles, removeReports } from '../output/deliver.ts';
import { say, stderr } from '../output/output.ts';
import { progressLine } from '../output/progress.ts';
import { filesOf, parseReporters, writeReports } from '../output/reporters.ts';

/** Checks one hostd, or all of `--targets`. Resolves with the exit code. */
export async function checkServers(given: Arguments, secrets: Secrets): Promise<number> {
  requireWholeRun(given);
  if (given.has('targets')) return await (await import('../fleet.ts')).checkTargets(given, secrets);
  const many = given.options.find(({ fleet }) => fleet === 'only');
  if (many) throw new UsageError(`${commandLine.nameOf(many)} is for --targets`);
  const { parallel: _, ...options } = given.properties('run');
  const running = kindsNamed(options).some(({ started }) => !started);
  const env = running ? process.env.PODFLARE_API_KEY : undefined;
  const keys = await readKeys(given.list('key'), given.text('key-file'), env);
  register({ ...options, keys }, secrets);
  validate({ ...options, keys }, commandLine, given.options);
  const reporters = parseReporters(given, { alwaysOnStdout: true });
  await prepareFiles([...filesOf(reporters), ...given.list('write-baseline')]);
  const judge = await readBaseline(given);
  await removeReports(filesOf(reporters));

  const progress = progressLine(stderr());
  const { signal, over } = interruption(() => {
    progress.clear();
    say(`podflare-conformance: interrupted after ${progress.text}; stopping what was started`);
  });
  const onNotice = (line: string) => {
    progress.clear();
    say(`podflare-conformance: ${line}`);
  };
  try {
    const found = await checkHostd({ ...options, keys, secrets, signal, onNotice, onProgress: progress.update });
    over();
    progress.end();
    if (found.stopped !== undefined) say(safe(`podflare-conformance: ${found.stopped}`));
    if (found.spec) say(`podflare-conformance: ${specSentence(found.spec)}`);
    const { report, baseline } = judge(found);
    await writeReports(reporters, [report], baseline);
    return report.exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  } finally {
    progress.end();
  }
}

/** Throws UsageError when a baseline is combined with `--shard`. */
function requireWholeRun(given: Arguments): void {
  if (given.has('shard') && (given.has('baseline') || given.has('write-baseline')))
    throw new UsageError(
      'a baseline applies to a whole run, not to a shard: give --baseline to the command report, which merges the shards',
    );
}
