import { beforeAll, describe, test } from 'vitest';
import { checks } from '../suites/index.ts';
import { type CheckOptions, checkHostd } from './api/check-hostd.ts';
import { withDefaults } from './api/options/table.ts';
import { TargetError } from './base/errors.ts';
import { select } from './checks/select.ts';
import { shareOf } from './fleet/shard.ts';
import { type CheckResult, failsRun, type Report } from './model/report.ts';
import { finding } from './report/render/finding.ts';
import { painter } from './report/render/style.ts';

export interface DescribeOptions extends CheckOptions {
  /** Name of the test suite; default `hostd`. */
  readonly name?: string | undefined;
  /** Limit for the whole run, in milliseconds; default 300,000. */
  readonly runTimeoutMs?: number | undefined;
}

/**
 * Registers every check as a test. The checks run once, before the first test. A violated MUST fails its test. A
 * violated SHOULD fails its test only with `strict`. A skipped check is a skipped test with its reason.
 * @throws UsageError when the selection of checks is empty
 */
export function describeHostd({ name = 'hostd', runTimeoutMs = 300_000, ...options }: DescribeOptions = {}): void {
  const { profiles, only = [], skip = [], shard, strict = false } = withDefaults('run', options);
  const all = select(checks, { profiles, only, skip, observed: options.upstream !== undefined });
  const wanted = shard ? shareOf(all, shard, 'check') : all;
  describe(name, () => {
    let results: ReadonlyMap<string, CheckResult> = new Map();
    beforeAll(async () => {
      const report: Report = await checkHostd(options);
      if (report.stopped !== undefined) throw new TargetError(report.stopped);
      results = new Map(report.checks.map((result) => [result.id, result]));
    }, runTimeoutMs);

    for (const { id, title } of wanted) {
      test(`${id}: ${title}`, ({ skip: skipTest }) => {
        const result = results.get(id);
        if (!result) throw new Error(`${id} was not run`);
        if (result.outcome === 'skip') skipTest(result.reason ?? '');
        if (result.excuse) skipTest(result.excuse.reason);
        if (failsRun(result, strict)) throw new NotConformant(result);
      });
    }
  });
}

/** The error of a failed check. vitest shows the finding, without a meaningless stack trace. */
class NotConformant extends Error {
  override readonly name = 'NotConformant';

  constructor(result: CheckResult) {
    super(finding(result, 100, painter(false)).join('\n'));
    this.stack = `${this.name}: ${this.message}`;
  }
}
