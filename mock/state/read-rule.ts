import type { Field } from '../input/field.ts';
import { readCount, readDelay } from '../input/numbers.ts';
import type { Reply, ScriptRule, Step } from './script-rule.ts';

const text = (field: Field) => field.maybe((value) => value.text());

/**
 * Reads a rule from JSON, in which `code`, `contains` or `pattern` selects the code.
 * @throws BadInput when a member is unknown or invalid
 */
export function readRule(field: Field): ScriptRule {
  const { code, contains, pattern, flags, language, times, reply } = field.members(
    ...(['code', 'contains', 'pattern', 'flags', 'language', 'times', 'reply'] as const),
  );
  const selectors = [code, contains, pattern].filter(({ value }) => value !== undefined);
  if (selectors.length > 1) field.fail('use only one of code, contains and pattern');
  if (flags.value !== undefined && pattern.value === undefined) flags.fail('only allowed with pattern');
  const matching = text(code) ?? contains.maybe(containing) ?? pattern.maybe((p) => expression(p, text(flags)));
  return {
    code: matching,
    language: language.maybe((l) => l.choice(['python', 'bash'])),
    times: times.maybe((t) => readCount(t, 1)),
    reply: readReply(reply),
  };
}

/** Reads the reply of a rule. Throws BadInput when it is invalid. */
export function readReply(field: Field): string | Reply {
  if (typeof field.value === 'string') return field.value;
  if (typeof field.value === 'number') return field.fail('expected a string, got a number; put it in quotes');
  const { steps, exitCode, ...last } = field.members('steps', 'stdout', 'stderr', 'delayMs', 'exitCode');
  return {
    ...step(last),
    steps: steps.maybe((s) => s.list((item) => step(item.members('stdout', 'stderr', 'delayMs')))),
    exitCode: exitCode.maybe((e) => e.whole(-255, 255)),
  };
}

function step({ stdout, stderr, delayMs }: Readonly<Record<'stdout' | 'stderr' | 'delayMs', Field>>): Step {
  return { stdout: text(stdout), stderr: text(stderr), delayMs: delayMs.maybe(readDelay) };
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

/** The rule as JSON. A function becomes the text `(a function)`. */
export function ruleAsJson({ code, reply, ...rest }: ScriptRule): object {
  const matching =
    code instanceof RegExp
      ? { pattern: code.source, ...(code.flags && { flags: code.flags }) }
      : { code: typeof code === 'function' ? '(a function)' : code };
  return { ...matching, ...rest, reply: typeof reply === 'function' ? '(a function)' : reply };
}
