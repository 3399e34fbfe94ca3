import { UsageError } from '../base/errors.ts';
import { isFreshSeed } from '../base/random.ts';
import { cut } from '../base/text.ts';
import type { CheckText, Fleet, Shard } from '../model/fleet.ts';
import { count, type Report } from '../model/report.ts';
import { judged } from '../run/rules.ts';
import { verdictOf } from './verdict.ts';

/** A stored run and the file it came from. */
export interface Stored<T> {
  readonly file: string;
  readonly run: T;
}

type Part = Pick<
  Report,
  'suite' | 'contract' | 'profiles' | 'strict' | 'rules' | 'spec' | 'durationMs' | 'startedAt' | 'seed'
> & {
  shard?: Shard & { readonly total: number };
};

/**
 * Merges the shards of a run into one report.
 * @throws UsageError that says which shard is missing, duplicate or from another run
 */
export function mergeReports(parts: readonly Stored<Report>[]): Report {
  const runs = inOrder(parts, ({ target }) => target.label);
  const [first] = runs;
  const checks = runs.flatMap((run) => run.checks);
  complete(
    first,
    checks.map(({ id }) => id),
    'check',
  );
  const { shard: _, baseline: __, ...common } = first;
  const sum = (of: (run: Report) => number) => runs.reduce((total, run) => total + of(run), 0);
  const stopped = runs.find((run) => run.stopped !== undefined)?.stopped;
  const merged = {
    ...common,
    ...(stopped !== undefined && { stopped }),
    ...timesOf(runs),
    summary: {
      checks: count(checks),
      cases: sum(({ summary }) => summary.cases),
      requests: sum(({ summary }) => summary.requests),
    },
    launches: runs.flatMap(({ launches }) => launches),
    checks,
  };
  return { ...merged, ...judged(merged) };
}

/** Merges the shards of a fleet, as `mergeReports` does for a run. */
export function mergeFleets(parts: readonly Stored<Fleet>[]): Fleet {
  const runs = inOrder(parts, () => '');
  const [first] = runs;
  const targets = runs.flatMap((run) => run.targets);
  complete(
    first,
    targets.map(({ label }) => label),
    'target',
  );
  const { shard: _, ...common } = first;
  const texts = new Map<string, CheckText>(
    runs.flatMap(({ checks }) => checks.map((check) => [check.id, check] as const)),
  );
  return {
    ...common,
    ...timesOf(runs),
    ...verdictOf(targets),
    checks: [...texts.values()],
    targets,
    seed: timesOf(runs).seed ?? '',
  };
}

/** How many characters of a differing value a message quotes. */
const LONGEST = 100;
/** How many missing shards a message names. */
const NAMED = 10;

/** Makes sure that the parts are all the shards of one run, and orders them. */
function inOrder<T extends Part>(parts: readonly Stored<T>[], labelOf: (run: T) => string): readonly [T, ...T[]] {
  const [first, ...others] = parts;
  if (!first?.run.shard) throw new UsageError(`${first?.file ?? 'this'} is a whole run, not a shard`);
  const { count } = first.run.shard;
  const byIndex = new Map<number, Stored<T>>();
  for (const part of [first, ...others]) {
    const { shard } = part.run;
    if (!shard)
      throw new UsageError(`${part.file} is a whole run, and ${first.file} is a shard: give the shards of one run`);
    const [difference] = differences(first.run, part.run, labelOf);
    if (difference !== undefined)
      throw new UsageError(`${part.file} and ${first.file} are shards of different runs: ${difference}`);
    const twin = byIndex.get(shard.index);
    if (twin) throw new UsageError(`${part.file} and ${twin.file} are both shard ${shard.index}/${shard.count}`);
    byIndex.set(shard.index, part);
  }
  const missing = count - byIndex.size;
  if (missing > 0) throw new UsageError(missingText(missing, count, (index) => byIndex.has(index)));
  const [head = first.run, ...tail] = [...byIndex].sort(([a], [b]) => a - b).map(([, { run }]) => run);
  return [head, ...tail];
}

function missingText(missing: number, count: number, has: (index: number) => boolean): string {
  const named: string[] = [];
  for (let index = 1; index <= count && named.length < NAMED; index += 1)
    if (!has(index)) named.push(`${index}/${count}`);
  const rest = missing > named.length ? `, and ${missing - named.length} more` : '';
  return `${missing === 1 ? 'a shard is' : `${missing} shards are`} missing: ${named.join(', ')}${rest}`;
}

/** Says what differs between two runs that should be shards of the same run. */
function differences<T extends Part>(a: T, b: T, labelOf: (run: T) => string): string[] {
  const said = (value: unknown) =>
    cut(typeof value === 'string' ? value : value === undefined ? 'none' : JSON.stringify(value), LONGEST);
  const facts: readonly (readonly [name: string, of: (run: T) => unknown])[] = [
    ['target', labelOf],
    ['version of podflare-conformance', ({ suite }) => suite.version],
    ['contract', ({ contract }) => contract.version],
    ['text of the contract', ({ contract }) => contract.sha256],
    ['rule set', ({ rules }) => rules],
    ['list of profiles', ({ profiles }) => profiles.join(', ')],
    ['value of --strict', ({ strict }) => strict],
    ['document of --spec', ({ spec }) => spec && [spec.operations, spec.added, spec.known]],
    ['number of shards', ({ shard }) => shard?.count],
    ['number of parts in the whole', ({ shard }) => shard?.total],
  ];
  const differing = facts.flatMap(([name, of]) => {
    const [one, other] = [said(of(a)), said(of(b))];
    return one === other ? [] : [`the ${name} is ${other} in the one and ${one} in the other`];
  });
  const seeds = [a.seed, b.seed];
  const given = seeds.some((seed) => seed !== undefined && !isFreshSeed(seed));
  if (given && a.seed !== b.seed)
    differing.push(`the seed is ${said(b.seed)} in the one and ${said(a.seed)} in the other`);
  return differing;
}

function complete({ shard }: Part, names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new UsageError(`the shards overlap: the ${what} ${name} is in two of them`);
    seen.add(name);
  }
  if (names.length !== shard?.total)
    throw new UsageError(`the shards have ${names.length} ${what}s, but the whole run has ${shard?.total}`);
}

function timesOf(runs: readonly Part[]) {
  const seeds = [...new Set(runs.flatMap(({ seed }) => seed ?? []))];
  return {
    startedAt: runs.map(({ startedAt }) => startedAt).sort()[0] ?? '',
    durationMs: Math.max(...runs.map(({ durationMs }) => durationMs)),
    ...(seeds.length > 0 && { seed: seeds.join(' ') }),
  };
}
