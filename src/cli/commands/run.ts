import { checkHostd } from '../../api/check-hostd.ts';
import { UsageError } from '../../base/errors.ts';
import { Secrets } from '../../base/secrets.ts';
import { safe } from '../../base/text.ts';
import { parseShard } from '../../fleet/shard.ts';
import type { Shard } from '../../model/fleet.ts';
import { specSentence } from '../../report/render/summary.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { readKeys } from '../inputs/keys.ts';
import { Interrupted, interruption } from '../interrupt.ts';
import type { Given } from '../options/arguments.ts';
import { optionsOf } from '../options/check-options.ts';
import { prepareFiles } from '../output/deliver.ts';
import { say, stderr } from '../output/output.ts';
import { progressLine } from '../output/progress.ts';
import { filesOf, parseReporters, wantsColor, writeReports } from '../output/reporters.ts';
import type { Redaction } from '../redaction.ts';

/** `run`: checks a hostd. Gives the exit code. */
export async function run(given: Given, redaction: Redaction): Promise<number> {
  const shard = shardOf(given);
  if (given.flag('targets')) return await (await import('./fleet.ts')).fleet(given, shard, redaction);
  if (given.flag('parallel')) throw new UsageError('--parallel is for --targets');
  const byUrl = given.text('url') !== undefined;
  const env = byUrl ? process.env.PODFLARE_API_KEY : undefined;
  const keys = await readKeys(given.texts('key'), given.text('key-file'), env);
  const secrets = new Secrets();
  redaction.redact = (text) => secrets.redact(text);
  for (const [i, key] of keys.entries()) secrets.add(key, `<key ${i + 1}>`);
  const reporters = parseReporters(given.texts('reporter'));
  await prepareFiles([...filesOf(reporters), ...given.texts('write-baseline')]);
  const judge = await readBaseline(given);

  const progress = progressLine(stderr(), Boolean(process.env.CI));
  const { signal, over } = interruption(() => {
    progress.clear();
    say(`podflare-conformance: interrupted after ${progress.text}; stopping what was started`);
  });
  const onNotice = (line: string) => {
    progress.clear();
    say(`podflare-conformance: ${line}`);
  };
  try {
    const found = await checkHostd({ ...optionsOf(given), shard, keys, signal, onNotice, onProgress: progress.update });
    over();
    progress.clear();
    if (found.stopped !== undefined) say(safe(`podflare-conformance: ${found.stopped}`));
    if (found.spec) say(`podflare-conformance: ${specSentence(found.spec)}`);
    const { report, baseline } = judge(found);
    await writeReports(reporters, [report], wantsColor(process.env, process.stdout), baseline);
    return report.exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  } finally {
    progress.clear();
  }
}

function shardOf(given: Given): Shard | undefined {
  const text = given.text('shard');
  if (text === undefined) return undefined;
  if (given.flag('baseline') || given.flag('write-baseline'))
    throw new UsageError(
      'a shard is no whole run: give --baseline to the command report, which puts the shards together',
    );
  return parseShard(text, process.env);
}
