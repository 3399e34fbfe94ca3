import { isMap, isSeq, LineCounter, parseDocument, stringify, type YAMLMap } from 'yaml';
import { UsageError } from '../base/errors.ts';
import { failsRun, type Report } from '../model/report.ts';
import type { Entry } from './baseline.ts';

const MEMBERS = ['check', 'reason', 'issue', 'until'];

/**
 * Reads a baseline: a YAML list of entries with `check`, `reason` and optionally `issue` and `until`.
 * @throws UsageError that names the line, when the file is not a baseline
 */
export function parseBaseline(text: string, file: string): Entry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => `${file}, line ${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error) throw new UsageError(`${place(error.pos[0])}: ${error.message.split('\n')[0]}`);
  const { contents } = document;
  if (contents === null) return [];
  if (!isSeq(contents)) throw new UsageError(`${file} is not a baseline: expected a list of entries`);
  const entries = contents.items.map((item) => {
    const where = place((item as YAMLMap).range?.[0] ?? 0);
    if (!isMap(item)) throw new UsageError(`${where}: expected an entry with "check" and "reason"`);
    return entryOf(item.toJS(document) as Readonly<Record<string, unknown>>, where);
  });
  const seen = new Set<string>();
  for (const { check, place: where } of entries) {
    if (seen.has(check)) throw new UsageError(`${where}: there is an entry of ${check} already`);
    seen.add(check);
  }
  return entries;
}

function entryOf(value: Readonly<Record<string, unknown>>, place: string): Entry {
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw new UsageError(`${place}: "${unknown}" is none of ${MEMBERS.join(', ')}`);
  const text = (name: string) => {
    const given = value[name];
    if (given === undefined || given === null) return undefined;
    if (typeof given !== 'string' && typeof given !== 'number')
      throw new UsageError(`${place}: "${name}" is to be a text`);
    return String(given).trim();
  };
  const [check, reason, issue, until] = MEMBERS.map(text);
  if (!check) throw new UsageError(`${place}: the entry lacks "check", the id of a check or a glob`);
  if (!reason) throw new UsageError(`${place}: the entry of ${check} lacks a "reason"`);
  if (until !== undefined && !isDay(until))
    throw new UsageError(`${place}: "until" of ${check} is a day such as 2026-12-31, not "${until}"`);
  return { check, reason, place, ...(issue !== undefined && { issue }), ...(until !== undefined && { until }) };
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * The baseline that excuses every failure of a run: the entries that still apply, and a new one for each other failing
 * check. A bug in the suite gets no entry.
 */
export function baselineOf(judged: Report, entries: readonly Entry[]): string {
  const outdated = new Set(judged.baseline?.problems.map(({ check }) => check));
  const kept = entries.filter(({ check }) => !outdated.has(check));
  const day = judged.startedAt.slice(0, 10);
  const fresh = judged.checks
    .filter((check) => check.outcome !== 'error' && failsRun(check, judged.strict))
    .map(({ id, title }) => ({ check: id, reason: `Fails since ${day}, not looked into yet. The rule: ${title}` }));
  const rows = [...kept.map(({ place: _, ...entry }) => entry), ...fresh];
  return `${HEAD}${rows.length === 0 ? '[]\n' : stringify(rows, { lineWidth: 110 })}`;
}

const HEAD = `# Known failures, for podflare-conformance --baseline. An entry whose check passes fails the run: remove it then.
# check: an id, or a glob such as api/*; reason: why it may fail; issue: where it is dealt with; until: its last day (UTC).
`;
