/**
 * Prepares a release: `npm run release VERSION`. Sets the version, dates the entry of the changelog, freezes the newest
 * rule set, commits and tags. Does not push or publish.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readRuleSets, ruleSetText } from '../suites/rules.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const [version = '', ...rest] = process.argv.slice(2);

try {
  release();
} catch (error) {
  console.error(`release: ${(error as Error).message}`);
  process.exitCode = 1;
}

function release(): void {
  if (rest.length > 0 || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    throw new Error('give one version, such as 1.2.0: npm run release 1.2.0');
  if (git('status', '--porcelain') !== '') throw new Error('the work tree has changes: commit or discard them first');
  if (git('tag', '--list', `v${version}`) !== '') throw new Error(`there is already a tag v${version}`);
  writeFileSync(`${root}CHANGELOG.md`, dated(readFileSync(`${root}CHANGELOG.md`, 'utf8')));
  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts');
  const frozen = freezeNewestRuleSet();
  run('npm', 'run', 'generate');
  run('npm', 'run', 'lint');
  git('commit', '--all', '--message', `Release ${version}`);
  git('tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
  console.log(`Committed and tagged v${version}${frozen === undefined ? '' : `; rule set ${frozen} is frozen`}.`);
  console.log('Next: git push --follow-tags, then npm publish.');
}

/** Moves the unreleased entry of the changelog to the new version. Throws Error if the entry is empty. */
function dated(changelog: string): string {
  const [head = '', body = ''] = changelog.split('## [Unreleased]\n');
  const next = body.search(/^## \[/m);
  const entry = next < 0 ? body : body.slice(0, next);
  if (entry.trim() === '') throw new Error('CHANGELOG.md has nothing under "Unreleased": describe the release first');
  const today = new Date().toISOString().slice(0, 10);
  return `${head}## [Unreleased]\n\n## [${version}] - ${today}\n${body}`;
}

/**
 * Marks the newest rule set as released with this version. Returns its name, or undefined if it was released already.
 */
function freezeNewestRuleSet(): string | undefined {
  const newest = readRuleSets().at(-1);
  if (newest?.released !== false) return undefined;
  writeFileSync(`${root}suites/rules/${newest.name}.yaml`, ruleSetText({ ...newest, released: version }));
  return newest.name;
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
