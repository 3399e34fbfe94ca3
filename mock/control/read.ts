import { knownOperations } from '../../src/contract/contract.ts';
import { hasNoBody } from '../core/message.ts';
import type { Fault, FaultEffect } from '../state/faults.ts';
import type { Reply, ScriptRule, Step } from '../state/script.ts';
import type { Field } from './field.ts';
import { headerValue, readHeaders } from './headers.ts';

/** The longest delay, in milliseconds: an hour. */
export const LONGEST_MS = 3_600_000;
const MANY = 1_000_000;
const OPERATIONS = knownOperations.map(({ id }) => id);

const delay = (field: Field) => field.maybe((given) => given.whole(0, LONGEST_MS));
const text = (field: Field) => field.maybe((given) => given.text());

/** A rule of the script as JSON has it: `code`, `contains` or `pattern`, and the reply. */
export function readRule(field: Field): ScriptRule {
  const { code, contains, pattern, flags, language, times, reply } = field.members(
    ...(['code', 'contains', 'pattern', 'flags', 'language', 'times', 'reply'] as const),
  );
  const given = [code, contains, pattern].filter(({ value }) => value !== undefined);
  if (given.length > 1) field.fail('code, contains and pattern exclude each other');
  if (flags.value !== undefined && pattern.value === undefined) flags.fail('flags belong to a pattern');
  const matching = text(code) ?? contains.maybe(containing) ?? pattern.maybe((p) => expression(p, text(flags)));
  return {
    code: matching,
    language: language.maybe((l) => l.choice(['python', 'bash'])),
    times: times.maybe((t) => t.whole(1, MANY)),
    reply: readReply(reply),
  };
}

/** What a rule answers, unless a function says it. */
export function readReply(field: Field): string | Reply {
  if (typeof field.value === 'string') return field.value;
  if (typeof field.value === 'number') return field.fail('it is a number; put it in quotes to make it a text');
  const { steps, exitCode, ...last } = field.members('steps', 'stdout', 'stderr', 'delayMs', 'exitCode');
  return {
    ...step(last),
    steps: steps.maybe((s) => s.list((item) => step(item.members('stdout', 'stderr', 'delayMs')))),
    exitCode: exitCode.maybe((e) => e.whole(-255, 255)),
  };
}

function step({ stdout, stderr, delayMs }: Readonly<Record<'stdout' | 'stderr' | 'delayMs', Field>>): Step {
  return { stdout: text(stdout), stderr: text(stderr), delayMs: delay(delayMs) };
}

function containing(field: Field): RegExp {
  return new RegExp(field.text().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
}

function expression(field: Field, flags: string | undefined): RegExp {
  try {
    return new RegExp(field.text(), flags);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return field.fail(error.message);
    throw error;
  }
}

/** The rule as JSON; a function is only named. */
export function ruleAsJson({ code, reply, ...rest }: ScriptRule): object {
  const matching =
    code instanceof RegExp
      ? { pattern: code.source, ...(code.flags && { flags: code.flags }) }
      : { code: typeof code === 'function' ? '(a function)' : code };
  return { ...matching, ...rest, reply: typeof reply === 'function' ? '(a function)' : reply };
}

/** What goes with each effect, besides scope and delay. */
const EFFECTS = {
  delay: [],
  answer: ['status', 'error', 'retryAfter', 'headers'],
  revoke: [],
  reset: ['afterLines'],
  close: ['afterLines'],
  stall: ['afterLines'],
  malform: ['afterLines'],
} as const satisfies Record<FaultEffect['does'], readonly string[]>;

const SCOPE = ['operation', 'after', 'times', 'does', 'delayMs'] as const;
const ALL = [...SCOPE, 'status', 'error', 'retryAfter', 'headers', 'afterLines'] as const;

/** A fault as JSON has it. */
export function readFault(field: Field): Fault {
  const given = field.members(...ALL);
  const does = given.does.choice(['delay', 'answer', 'revoke', 'reset', 'close', 'stall', 'malform']);
  const allowed: readonly string[] = [...SCOPE, ...EFFECTS[does]];
  for (const name of ALL)
    if (given[name].value !== undefined && !allowed.includes(name)) given[name].fail(`it does not go with "${does}"`);
  const { operation, after, times, delayMs } = given;
  const scope = {
    operation: operation.maybe((o) =>
      Array.isArray(o.value) ? o.list((item) => item.choice(OPERATIONS)) : o.choice(OPERATIONS),
    ),
    after: after.maybe((a) => a.whole(0, MANY)),
    times: times.maybe((t) => (t.value === 'always' ? ('always' as const) : t.whole(1, MANY))),
  };
  if (does === 'delay') return { ...scope, does, delayMs: delayMs.whole(0, LONGEST_MS) };
  return { ...scope, delayMs: delay(delayMs), ...effect(does, given) };
}

function effect(
  does: Exclude<FaultEffect['does'], 'delay'>,
  { status, error, retryAfter, headers, afterLines }: Readonly<Record<(typeof ALL)[number], Field>>,
): Exclude<FaultEffect, { does: 'delay' }> {
  if (does === 'revoke') return { does };
  if (does !== 'answer') return { does, afterLines: afterLines.maybe((a) => a.whole(0, MANY)) };
  const code = status.whole(200, 599);
  if (error.value !== undefined && hasNoBody(code)) error.fail(`a response of status ${code} has no body`);
  return {
    does,
    status: code,
    error: text(error),
    retryAfter: retryAfter.maybe((r) => (typeof r.value === 'string' ? headerValue(r) : r.whole(0, MANY))),
    headers: headers.maybe(readHeaders),
  };
}
