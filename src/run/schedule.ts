import type { Case, Check } from '../checks/check.ts';
import { type ConfigurationName, configurations } from '../checks/configurations.ts';
import type { RunPlan } from './plan.ts';

/** One case under one configuration. */
export interface Job {
  readonly check: Check;
  readonly case: Case;
  /** Undefined for a case that launches its servers itself. */
  readonly configuration: ConfigurationName | undefined;
}

/** The jobs of a run, in the order of its checks. */
export function jobsOf(plan: RunPlan): Job[] {
  return plan.checks.flatMap((check) =>
    configurationsOf(check, plan).flatMap((configuration) =>
      check.casesOf(plan.contract).map((item) => ({ check, case: item, configuration })),
    ),
  );
}

/** The configurations under which a check runs. Empty when it cannot run in this plan. */
function configurationsOf(check: Check, { target, expect }: RunPlan): readonly (ConfigurationName | undefined)[] {
  if (check.recorder && target.observed) return ['enforced'];
  if (check.recorder === 'required') return [];
  if (check.on === 'launch') return target.launchable ? [undefined] : [];
  if (target.launchable) return check.on;
  if (check.needsLaunch) return [];
  return check.on.filter((name) => configurations[name].mode === expect).slice(0, 1);
}

/** Why a check has no job in this plan. */
export function inapplicable(check: Check, { finding, expect }: RunPlan): string {
  if (finding) return finding.reason;
  if (check.recorder === 'required') return 'needs a gateway with the recorder behind it: give --url and --upstream';
  if (check.on === 'launch' || check.needsLaunch)
    return 'needs a target that the suite starts: give --command or --image';
  return expect === 'open'
    ? 'applies to a server that enforces keys'
    : 'applies to servers with auth off: --expect open, or a target that the suite starts';
}
