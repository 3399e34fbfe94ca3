import { UsageError } from '../base/errors.ts';
import type { Check } from '../checks/check.ts';
import { ruleSets } from '../contract/generated/rule-sets.ts';
import type { Level } from '../contract/levels.ts';
import { type CheckResult, exitCodeOf, type Judged, type Report } from '../model/report.ts';

/** The checks of a release and their levels. A run is judged by one rule set. */
export interface RuleSet {
  readonly name: string;
  readonly levels: Readonly<Record<string, Level>>;
}

const names = Object.keys(ruleSets);

/** The rule set of this name; the newest when none is named. Throws UsageError when there is none. */
export function ruleSet(name = names.at(-1) ?? ''): RuleSet {
  const levels = Object.hasOwn(ruleSets, name) ? ruleSets[name] : undefined;
  if (!levels) throw new UsageError(`there is no rule set "${name}": ${names.join(', ')}`);
  return { name, levels };
}

/** The ids of the checks in all rule sets, including checks of programs. */
export const ruledIds: readonly string[] = [...new Set(Object.values(ruleSets).flatMap((set) => Object.keys(set)))];

const LEVELS: readonly Level[] = ['may', 'should', 'must'];

/** A check at its level in a rule set, or at its own level if that is lower, because lowering a level fixes a false alarm. */
export function atLevelOf<T extends Pick<Check, 'id' | 'level'>>({ levels }: RuleSet, check: T): T {
  const level = levels[check.id] ?? check.level;
  return LEVELS.indexOf(level) < LEVELS.indexOf(check.level) ? { ...check, level } : check;
}

/** The run judged by a rule set. A check that the set does not contain keeps its outcome, but does not count. */
export function judgeBy({ name, levels }: RuleSet, report: Report): Report {
  const checks = report.checks.map((check) => (Object.hasOwn(levels, check.id) ? check : unjudged(check, name)));
  return { ...report, rules: name, ...judged({ ...report, checks }), checks };
}

/** The verdict on the checks that count. A run that was stopped is never conformant. */
export function judged({
  checks,
  strict,
  stopped,
}: Pick<Report, 'strict' | 'stopped'> & {
  readonly checks: readonly (Judged & Pick<CheckResult, 'newSince'>)[];
}): Pick<Report, 'verdict' | 'exitCode'> {
  const counted = checks.filter(({ newSince, outcome }) => newSince === undefined || outcome === 'error');
  const exitCode = stopped === undefined ? exitCodeOf(counted, strict) : 1;
  return { verdict: exitCode === 0 ? 'conformant' : 'not conformant', exitCode };
}

/** A bug of the suite is never excused. */
function unjudged(check: CheckResult, set: string): CheckResult {
  const broken = check.outcome === 'fail' || check.outcome === 'warn' || check.outcome === 'untestable';
  const excuse = { reason: `new since ${set}, by whose rules this run is judged` };
  return { ...check, newSince: set, ...(broken && { excuse }) };
}
