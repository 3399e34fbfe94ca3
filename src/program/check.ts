import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { Mismatch } from '../checks/verdict.ts';
import type { Level } from '../contract/levels.ts';
import { nameOf } from './sent.ts';

/** The text of a check of a program. */
export interface ProgramCheckText {
  /** `family/slug`; never changed and never given to another check. */
  readonly id: string;
  readonly level: Level;
  /** Row of suites/ledger.yaml. */
  readonly rule: string;
  /** What a correct program does, in one sentence. */
  readonly title: string;
  /** The consequence for users of a program that does not. */
  readonly why: string;
  /** Where to look in a program that fails the check. */
  readonly fix: string;
  /** True when the check needs the run with a revoked key. */
  readonly revoked?: boolean;
}

/** One thing to judge, and the requests that show it. */
export interface Item {
  readonly name: string;
  readonly entries: readonly JournalEntry[];
  /** Throws Mismatch, BadRequest, Untestable or Skip, or passes. */
  judge(): void;
}

/** A check of a program: its text, and the items to judge in the observed runs. */
export interface ProgramCheck<Seen> extends ProgramCheckText {
  readonly family: string;
  itemsOf(seen: Seen): readonly Item[];
}

/** A request that breaks a rule. */
export class BadRequest extends Mismatch {
  readonly entry: JournalEntry;

  constructor(expected: string, actual: string, entry: JournalEntry) {
    super(expected, actual);
    this.entry = entry;
  }
}

/** A check that judges a program as a whole. `judge` throws Mismatch, Untestable or Skip. */
export function programCheck<Seen>(
  text: ProgramCheckText & { readonly name: string; judge(seen: Seen): void },
): ProgramCheck<Seen> {
  const { name, judge, ...rest } = text;
  return make(rest, (seen) => [{ name, entries: [], judge: () => judge(seen) }]);
}

/** A rule about each request. */
export interface RequestRule<Seen> {
  /** Completes "expected: ...". */
  readonly expected: string;
  /** The requests to which the rule applies. */
  requests(seen: Seen): readonly JournalEntry[];
  /** Undefined when the rule holds, otherwise what was found instead. */
  found(entry: JournalEntry, seen: Seen): string | undefined;
}

/** A check that judges requests, with one case per operation. The case fails with the first request that breaks the rule. */
export function requestCheck<Seen>(text: ProgramCheckText & RequestRule<Seen>): ProgramCheck<Seen> {
  const { expected, requests, found, ...rest } = text;
  return make(rest, (seen) => {
    const all = requests(seen);
    return [...new Set(all.map(nameOf))].map((name) => {
      const entries = all.filter((entry) => nameOf(entry) === name);
      return { name, entries, judge: () => judgeAll(entries, expected, (entry) => found(entry, seen)) };
    });
  });
}

function judgeAll(
  entries: readonly JournalEntry[],
  expected: string,
  found: (entry: JournalEntry) => string | undefined,
): void {
  const broken = entries.flatMap((entry) => {
    const actual = found(entry);
    return actual === undefined ? [] : [{ entry, actual }];
  });
  const [first] = broken;
  if (!first) return;
  const share = entries.length === 1 ? '' : ` (${broken.length} of ${entries.length} requests)`;
  throw new BadRequest(expected, `${first.actual}${share}`, first.entry);
}

function make<Seen>(text: ProgramCheckText, itemsOf: ProgramCheck<Seen>['itemsOf']): ProgramCheck<Seen> {
  return { ...text, family: text.id.split('/')[0] ?? '', itemsOf };
}
