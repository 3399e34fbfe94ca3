import { Random } from '../../src/base/random.ts';
import { keyVariable, Secrets } from '../../src/base/secrets.ts';
import { select } from '../../src/checks/select.ts';
import { operations } from '../../src/contract/contract.ts';
import { PROFILES, type Profile } from '../../src/contract/levels.ts';
import type { Target } from '../../src/hosts/host.ts';
import type { Report } from '../../src/model/report.ts';
import { run } from '../../src/run/runner.ts';
import { checks } from '../../suites/index.ts';

export interface SuiteRun {
  readonly profiles?: readonly Profile[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly keys?: readonly string[];
  readonly expect?: 'enforced' | 'open';
  readonly timeoutMs?: number;
  readonly startTimeoutMs?: number;
  readonly seed?: string;
}

/** Runs the suite on a target with the limits of a test; default: every profile. */
export function runSuite(target: Target, options: SuiteRun = {}): Promise<Report> {
  const { profiles = PROFILES, only = [], skip = [], keys = [], expect = 'enforced' } = options;
  const secrets = new Secrets();
  keys.forEach((key, i) => {
    secrets.add(key, `<key ${i + 1}>`, keyVariable(i));
  });
  return run({
    ...{ target, secrets, random: new Random(options.seed), keys, expect, profiles, strict: false },
    checks: select(checks, { profiles, only, skip }),
    contract: { operations, protected: operations.filter(({ exempt }) => !exempt) },
    limits: { timeoutMs: options.timeoutMs ?? 3_000, startTimeoutMs: options.startTimeoutMs ?? 6_000, concurrency: 8 },
    rerun: (id) => `podflare-conformance --only ${id}`,
  });
}

/** Ids of the checks that did not pass, skips aside. */
export function notPassed(report: Report): string[] {
  return report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skip').map(({ id }) => id);
}
