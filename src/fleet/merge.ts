import { UsageError } from '../errors.ts';
import type { Report } from '../model.ts';
import { judged } from '../rules.ts';
import { verdictOf } from './check-fleet.ts';
import type { CheckText, Fleet, Shard } from './model.ts';

/** A stored run and the file that it is from. */
export interface Stored<T> {
  readonly file: string;
  readonly run: T;
}

type Part = Pick<
  Report,
  'suite' | 'contract' | 'profiles' | 'strict' | 'rules' | 'durationMs' | 'startedAt' | 'seed'
> & {
  shard?: Shard & { readonly total: number };
};

/**
 * Puts the shards of one run together: one verdict on all its checks.
 * @throws UsageError that says which shard is missing, given twice, or of another run
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
  const { shard: _, ...common } = first;
  const outcomes = Object.keys(first.summary.checks) as (keyof Report['summary']['checks'])[];
  const sum = (of: (run: Report) => number) => runs.reduce((total, run) => total + of(run), 0);
  const stopped = runs.find((run) => run.stopped !== undefined)?.stopped;
  const merged = {
    ...common,
    ...(stopped !== undefined && { stopped }),
    ...timesOf(runs),
    summary: {
      checks: Object.fromEntries(
        outcomes.map((name) => [name, sum(({ summary }) => summary.checks[name])]),
      ) as typeof first.summary.checks,
      cases: sum(({ summary }) => summary.cases),
      requests: sum(({ summary }) => summary.requests),
    },
    launches: runs.flatMap(({ launches }) => launches),
    checks,
  };
  return { ...merged, ...judged(merged) };
}

/** Puts the shards of one fleet together, as `mergeReports` does those of one run. */
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

/** The parts from the first to the last. */
function inOrder<T extends Part>(parts: readonly Stored<T>[], labelOf: (run: T) => string): readonly [T, ...T[]] {
  const [first, ...others] = parts;
  if (!first?.run.shard) throw new UsageError(`${first?.file ?? 'this'} is a whole run and no shard`);
  const { count, total } = first.run.shard;
  const kindOf = (run: T) =>
    JSON.stringify([run.suite, run.contract, run.profiles, run.strict, run.rules, count, total, labelOf(run)]);
  const byIndex = new Map<number, Stored<T>>();
  for (const part of [first, ...others]) {
    const { shard } = part.run;
    if (!shard)
      throw new UsageError(`${part.file} is a whole run, and ${first.file} is a shard: give the shards of one run`);
    const twin = byIndex.get(shard.index);
    if (twin) throw new UsageError(`${part.file} and ${twin.file} are both shard ${shard.index}/${shard.count}`);
    if (shard.count !== count || shard.total !== total || kindOf(part.run) !== kindOf(first.run))
      throw new UsageError(
        `${part.file} and ${first.file} are shards of different runs: they have another target, version, options or number of shards`,
      );
    byIndex.set(shard.index, part);
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length === 1 ? 'a shard is' : `${missing.length} shards are`} missing: ${missing.map((index) => `${index}/${count}`).join(', ')}`,
    );
  const [head = first.run, ...tail] = [...byIndex].sort(([a], [b]) => a - b).map(([, { run }]) => run);
  return [head, ...tail];
}

function complete({ shard }: Part, names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new UsageError(`the shards overlap: the ${what} ${twice} is in two of them`);
  if (names.length !== shard?.total)
    throw new UsageError(`the shards have ${names.length} ${what}s, and the whole has ${shard?.total}`);
}

function timesOf(runs: readonly Part[]) {
  const seeds = [...new Set(runs.flatMap(({ seed }) => seed ?? []))];
  return {
    startedAt: runs.map(({ startedAt }) => startedAt).sort()[0] ?? '',
    durationMs: Math.max(...runs.map(({ durationMs }) => durationMs)),
    ...(seeds.length > 0 && { seed: seeds.join(' ') }),
  };
}
