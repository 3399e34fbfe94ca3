import { type CheckOptions, checkHostd } from '../../api/check-hostd.ts';
import { UsageError } from '../../base/errors.ts';
import { Secrets } from '../../base/secrets.ts';
import { safe } from '../../base/text.ts';
import { PROFILES, type Profile } from '../../contract/levels.ts';
import { parseShard } from '../../fleet/shard.ts';
import { PULL_POLICIES } from '../../hosts/container/pull.ts';
import type { Shard } from '../../model/fleet.ts';
import { specSentence } from '../../report/render/summary.ts';
import type { Redaction } from '../dispatch.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { readKeys } from '../inputs/keys.ts';
import { Interrupted, interruption } from '../interrupt.ts';
import type { Given } from '../options/arguments.ts';
import { prepareFiles } from '../output/deliver.ts';
import { say, stderr } from '../output/output.ts';
import { progressLine } from '../output/progress.ts';
import { filesOf, parseReporters, wantsColor, writeReports } from '../output/reporters.ts';

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

/** The options that the command line names. */
export function optionsOf(given: Given): CheckOptions {
  const some = (name: string) => (given.flag(name) ? given.texts(name) : undefined);
  const expect = given.text('expect');
  return {
    url: given.text('url'),
    upstream: given.text('upstream'),
    command: given.text('command'),
    image: given.text('image'),
    probeImage: given.text('probe-image'),
    pull: PULL_POLICIES.find((policy) => policy === given.text('pull')),
    entrypoint: given.text('entrypoint'),
    user: given.text('user'),
    memory: given.text('memory'),
    expect: expect === 'open' || expect === 'enforced' ? expect : undefined,
    args: some('arg'),
    env: given.flag('env') ? Object.fromEntries(given.texts('env').map(variable)) : undefined,
    cwd: given.text('cwd'),
    profiles: profilesOf(given.texts('profile')),
    only: given.texts('only'),
    skip: given.texts('skip'),
    rules: given.text('rules'),
    seed: given.text('seed'),
    strict: given.flag('strict'),
    timeoutMs: given.number('timeout'),
    startTimeoutMs: given.number('start-timeout'),
    concurrency: given.number('concurrency'),
    spec: given.text('spec'),
    specAllowRemote: given.flag('spec-allow-remote'),
  };
}

/** The profiles that names stand for; `core` when there are none. */
function profilesOf(names: readonly string[]): readonly Profile[] {
  if (names.includes('all')) return PROFILES;
  return names.length === 0 ? ['core'] : PROFILES.filter((profile) => names.includes(profile));
}

function variable(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError('--env wants NAME=VALUE');
  const name = text.slice(0, at);
  if (/^PODFLARE_(HOSTD_ADDR|API_KEYS?|AUTH_DISABLED|LOG_FORMAT)$/.test(name))
    throw new UsageError(`--env ${name}: the suite sets this variable itself, differently in each configuration`);
  return [name, text.slice(at + 1)];
}
