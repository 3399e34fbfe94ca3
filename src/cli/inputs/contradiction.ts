import type { Fleet } from '../../model/fleet.ts';
import type { Excuse, Report } from '../../model/report.ts';
import { unfoundedIn, unfoundedInFleet } from './recomputed.ts';

/** Says what in a stored report cannot be true although its schema allows it; undefined if nothing. */
export function contradictionIn(run: Report | Fleet): string | undefined {
  return 'kind' in run ? inFleet(run) : inReport(run);
}

function inReport(report: Report): string | undefined {
  const { startedAt, shard, checks } = report;
  return (
    inTime(startedAt) ??
    inShard(shard) ??
    inChecks(checks) ??
    first(checks, ({ excuse }) => inExcuse(excuse)) ??
    unfoundedIn(report)
  );
}

function inFleet(fleet: Fleet): string | undefined {
  const { startedAt, shard, checks, targets } = fleet;
  const known = new Set(checks.map(({ id }) => id));
  return (
    inTime(startedAt) ??
    inShard(shard) ??
    inChecks(checks) ??
    first(targets, ({ startedAt: time, results = [] }) => {
      const unknown = results.find(({ id }) => !known.has(id));
      if (unknown) return `the check ${unknown.id} of a target has no description`;
      return (
        (time === undefined ? undefined : inTime(time)) ??
        twice(results) ??
        first(results, ({ excuse }) => inExcuse(excuse))
      );
    }) ??
    unfoundedInFleet(fleet)
  );
}

function inTime(time: string): string | undefined {
  return isDay(time.slice(0, 10)) ? undefined : `${time} is not a date`;
}

function inExcuse(excuse: Excuse | undefined): string | undefined {
  return excuse?.until === undefined || isDay(excuse.until) ? undefined : `${excuse.until} is not a date`;
}

/** True for a day that exists. Date.parse would take 31 June for 1 July. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function inShard(shard: Report['shard']): string | undefined {
  return shard && shard.index > shard.count ? `there is no shard ${shard.index}/${shard.count}` : undefined;
}

function inChecks(checks: readonly { readonly id: string; readonly family: string }[]): string | undefined {
  const stray = checks.find(({ id, family }) => !id.startsWith(`${family}/`));
  return stray ? `the check ${stray.id} is not of the family ${stray.family}` : twice(checks);
}

function twice(checks: readonly { readonly id: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { id } of checks) {
    if (seen.has(id)) return `the check ${id} occurs twice`;
    seen.add(id);
  }
  return undefined;
}

function first<T>(items: readonly T[], of: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
