import { checks } from '../../suites/index.ts';
import { Random } from '../base/random.ts';
import { redacted, shown } from '../base/redact.ts';
import { Secrets } from '../base/secrets.ts';
import type { Check } from '../checks/check.ts';
import { select } from '../checks/select.ts';
import { type Covered, coveredBy } from '../contract/covered.ts';
import { PROFILES } from '../contract/levels.ts';
import { shareOf } from '../fleet/shard.ts';
import { interruptible } from '../hosts/interruption.ts';
import type { Shard } from '../model/fleet.ts';
import type { Report } from '../model/report.ts';
import { gatewayPreflight } from '../run/preflight/gateway.ts';
import { type Finding, preflight } from '../run/preflight/preflight.ts';
import { atLevelOf, judgeBy, ruleSet } from '../run/rules.ts';
import { run } from '../run/runner.ts';
import type { CheckOptions } from './check-options.ts';
import { rerunOfServer } from './options/rerun.ts';
import { withDefaults } from './options/table.ts';
import { validate } from './options/validate.ts';
import { register } from './register.ts';
import { targetOf } from './targets/kinds.ts';

export type { CheckOptions } from './check-options.ts';

/**
 * Checks a hostd and reports what was found. Also resolves when the hostd is not conformant: see `verdict` and
 * `exitCode`. If a `url` target should enforce keys but is plainly open, the run stops early: see `stopped`.
 * @throws UsageError when the options do not fit together, when the target accepts none of the keys, or when it
 * enforces keys and `expect` is `open`
 * @throws TargetError when the target cannot be reached or started, or is not hostd
 */
export async function checkHostd(given: CheckOptions = {}): Promise<Report> {
  return await checkCovered(given, () => coveredBy(given));
}

/** Like `checkHostd`, for operations that are already loaded, so that many targets can share them. */
export async function checkCovered(given: CheckOptions, covered: () => Promise<Covered>): Promise<Report> {
  const random = new Random(given.seed);
  const options = withKeys(given, random);
  const { secrets = new Secrets() } = given;
  register(options, secrets);
  try {
    const report = await checkWith(options, covered, secrets, random);
    options.signal?.throwIfAborted();
    return report;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw redacted(error, secrets);
  }
}

/** The suite's own hostd behind a gateway takes any keys. It uses fresh ones unless the user names some. */
function withKeys(options: CheckOptions, random: Random): CheckOptions {
  const wants = options.url !== undefined && options.upstream !== undefined && (options.keys ?? []).length === 0;
  return wants ? { ...options, keys: [random.key('upstream', 0), random.key('upstream', 1)] } : options;
}

async function checkWith(
  options: CheckOptions,
  covered: () => Promise<Covered>,
  secrets: Secrets,
  random: Random,
): Promise<Report> {
  validate(options);
  const { timeoutMs, startTimeoutMs, concurrency, expect, profiles } = withDefaults('run', options);
  const limits = { timeoutMs, startTimeoutMs, concurrency };
  const { keys = [] } = options;
  const { upstream, signal, onProgress } = options;
  const rules = ruleSet(options.rules);
  const wanted = select(checks, {
    profiles,
    only: options.only ?? [],
    skip: options.skip ?? [],
    observed: upstream !== undefined,
  });
  const { shard } = options;
  const part = shard ? shareOf(wanted, shard, 'check') : wanted;
  const { contract, spec } = await covered();
  const target = targetOf(options);
  const onNotice = (line: string) => options.onNotice?.(shown(line, secrets));
  const work = async (): Promise<Report> => {
    signal?.throwIfAborted();
    await target.open?.();
    let finding: Finding | undefined;
    if (upstream !== undefined) await gatewayPreflight(target, keys[0], { upstream, limits, random, secrets });
    else if (!target.launchable) finding = await preflight(target, { contract, keys, expect, limits, random, secrets });
    const found = await run({
      ...{
        target,
        checks: withCheckOf(finding, part, shard).map((check) => atLevelOf(rules, check)),
        finding,
        contract,
        secrets,
        random,
        keys,
        expect,
        limits,
        rerun: rerunOfServer(options),
      },
      profiles: PROFILES.filter((name) => profiles.includes(name)),
      strict: options.strict ?? false,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
      onNotice,
    });
    return judgeBy(rules, {
      ...found,
      ...(shard && { shard: { ...shard, total: wanted.length } }),
      ...(spec && { spec }),
    });
  };
  try {
    return await interruptible(
      signal,
      target,
      work().finally(() => target.close()),
    );
  } finally {
    for (const line of target.left?.() ?? []) onNotice(line);
  }
}

/**
 * The selected checks, plus the check that the finding fails. A shard does not add it, so that merged shards have each
 * check once.
 */
function withCheckOf(finding: Finding | undefined, part: readonly Check[], shard: Shard | undefined): readonly Check[] {
  if (!finding || shard || part.some(({ id }) => id === finding.check)) return part;
  return checks.filter((check) => check.id === finding.check || part.includes(check));
}
