import { catalogue } from '../../src/cli/catalogue.ts';
import type { Level } from '../../src/contract/levels.ts';
import { type RuleSetFile, readRuleSets, ruleSetText } from '../../suites/rules.ts';
import { banner } from './sources.ts';

/** The properties of a check that a rule set needs. */
export interface Ruled {
  readonly id: string;
  readonly level: Level;
}

/** The newest rule set, generated from the checks until it is released, and a module with all sets. */
export function ruleFiles(): Record<string, string> {
  const sets = upToDate(readRuleSets(), catalogue);
  const newest = sets.at(-1);
  return {
    ...(newest?.released === false && { [`suites/rules/${newest.name}.yaml`]: ruleSetText(newest) }),
    'src/contract/generated/rule-sets.ts': `${banner('suites/rules')}${ruleSetsModule(sets)}`,
  };
}

/** The faults of the rule sets that must be fixed by hand, in one line each. */
export function ruleProblems(sets = readRuleSets(), checks: readonly Ruled[] = catalogue): string[] {
  const levels = new Map(checks.map(({ id, level }) => [id, level]));
  const gone = sets
    .filter(({ released }) => released !== false)
    .flatMap(({ name, checks: ruled }) =>
      Object.keys(ruled)
        .filter((id) => !levels.has(id))
        .map((id) => `suites/rules/${name}.yaml has ${id}, which is gone: an id is never removed or renamed`),
    );
  const open = sets.slice(0, -1).filter(({ released }) => released === false);
  const newest = sets.at(-1);
  const news = newest && newest.released !== false ? newsOf(newest, levels) : [];
  return [
    ...(newest ? [] : ['suites/rules has no rule set: make one with "released: false" and run "npm run generate"']),
    ...open.map(({ name }) => `suites/rules/${name}.yaml is not released, and there is a newer one`),
    ...gone,
    ...news,
  ];
}

/** The differences between the checks and the newest rule set, if that is released. */
function newsOf({ name, checks }: RuleSetFile, levels: ReadonlyMap<string, Level>): string[] {
  const todo = `but ${name} is released: make a newer set, suites/rules/YYYY-MM.yaml with "released: false", and run "npm run generate"`;
  return [...levels].flatMap(([id, level]) => {
    const known = checks[id];
    if (known === undefined) return [`${id} is in no rule set, ${todo}`];
    return known === level ? [] : [`${id} is a ${level} and was a ${known}, ${todo}`];
  });
}

function upToDate(sets: readonly RuleSetFile[], checks: readonly Ruled[]): readonly RuleSetFile[] {
  const newest = sets.at(-1);
  if (newest?.released !== false) return sets;
  const current = Object.fromEntries(checks.map(({ id, level }) => [id, level]));
  return [...sets.slice(0, -1), { ...newest, checks: current }];
}

function ruleSetsModule(sets: readonly RuleSetFile[]): string {
  const levels = Object.fromEntries(sets.map(({ name, checks }) => [name, checks]));
  return [
    "import type { Level } from '../levels.ts';\n\n",
    '/** The level of each check, by the name of the rule set; the newest set is the last. */\n',
    `export const ruleSets: Readonly<Record<string, Readonly<Record<string, Level>>>> = ${JSON.stringify(levels, null, 2)};\n`,
  ].join('');
}
