import { readdirSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Level } from '../src/contract/levels.ts';

const FOLDER = new URL('rules/', import.meta.url);

/** The checks of a release and their levels: a file of suites/rules/. */
export interface RuleSetFile {
  /** The name of the file, such as `2026-11`; a later set has a greater one. */
  readonly name: string;
  /** The version that it was released with; from then on it never changes. */
  readonly released: string | false;
  readonly checks: Readonly<Record<string, Level>>;
}

/** Reads all rule sets, the oldest first. Needs the source tree and a development dependency, as the ledger does. */
export function readRuleSets(): readonly RuleSetFile[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const { released, checks } = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<RuleSetFile, 'name'>;
      return { name: file.replace(/\.yaml$/, ''), released, checks };
    });
}

/** A rule set as the text of its file. */
export function ruleSetText({ released, checks }: Omit<RuleSetFile, 'name'>): string {
  return `${HEAD}${stringify({ released, checks })}`;
}

const HEAD = `# The checks of a release and their levels, for --rules. "npm run generate" keeps the newest set up to date until it is
# released; then "released" is the version, and the set never changes again.
`;
