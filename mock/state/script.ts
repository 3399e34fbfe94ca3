import { setTimeout } from 'node:timers/promises';
import { BadInput, Field } from '../input/field.ts';
import type { Language } from '../interpreter/interpreter.ts';
import type { Machine } from '../interpreter/machine.ts';
import { outputLines, type Run } from '../interpreter/system.ts';
import { type Awaitable, after } from '../protocol/message.ts';
import { match } from './pattern.ts';
import { readReply } from './read-rule.ts';
import type { Answering, Matching, Reply, ScriptedRun, ScriptRule } from './script-rule.ts';

interface Entry {
  readonly rule: ScriptRule;
  used: number;
}

/** Replies to exec. The first matching rule applies; the interpreter of the mock runs code that no rule matches. */
export class Script {
  readonly #initial: readonly Entry[];
  #added: Entry[] = [];

  /** `initial` rules are restored by `reset`. Throws Error when one is invalid; the message names it. */
  constructor(initial: readonly ScriptRule[] = []) {
    this.#initial = initial.map((rule, i) => entryOf(rule, ['script', i]));
  }

  /** All rules in order of precedence: the added ones in order, then the initial ones. */
  get rules(): readonly ScriptRule[] {
    return this.#entries().map(({ rule }) => rule);
  }

  /** Adds a rule after the rules added before. Throws Error when it is invalid. */
  add(rule: ScriptRule): void {
    this.#added.push(entryOf(rule, ['rule']));
  }

  /** A short form of `add`: `script.on(/import pandas/, { stdout: '1.5.3' })`. */
  on(code: Matching, reply: Answering, options: Pick<ScriptRule, 'language' | 'times'> = {}): void {
    this.add({ ...options, code, reply });
  }

  /** Removes the added rules and restarts the initial ones. */
  reset(): void {
    this.#added = [];
    for (const entry of this.#initial) entry.used = 0;
  }

  /**
   * The scripted run of this code; undefined when no rule matches. Rejects with LimitExceeded when a pattern takes too
   * long, and with the reason of `signal` when that is aborted. @internal
   */
  async find(
    machine: Machine,
    language: Language,
    code: string,
    sandbox: string,
    signal: AbortSignal,
  ): Promise<Run | undefined> {
    const run = { code, language, sandbox, files: machine.files };
    for (const entry of this.#entries()) {
      const { rule } = entry;
      if (isUsedUp(entry) || (rule.language !== undefined && rule.language !== language)) continue;
      const match = await matchOf(rule.code, run, signal);
      // Another run may have used the rule in the meantime.
      if (match === false || isUsedUp(entry)) continue;
      entry.used += 1;
      return play(rule.reply, { ...run, match: match === true ? undefined : match }, signal);
    }
    return undefined;
  }

  /** Whether there are no rules. @internal */
  get isEmpty(): boolean {
    return this.#added.length === 0 && this.#initial.length === 0;
  }

  #entries(): readonly Entry[] {
    return [...this.#added, ...this.#initial];
  }
}

function entryOf(rule: ScriptRule, path: readonly (string | number)[]): Entry {
  const { code, language, times, reply } = new Field(rule, path).members('code', 'language', 'times', 'reply');
  const isExpression = code.value instanceof RegExp || typeof code.value === 'function';
  if (!isExpression) code.maybe((field) => field.text());
  language.maybe((field) => field.choice(['python', 'bash']));
  times.maybe((field) => field.whole(1, Number.MAX_SAFE_INTEGER));
  if (typeof reply.value !== 'function') readReply(reply);
  return { rule, used: 0 };
}

function isUsedUp({ rule, used }: Entry): boolean {
  return used >= (rule.times ?? Number.POSITIVE_INFINITY);
}

function matchOf(
  code: Matching | undefined,
  run: Omit<ScriptedRun, 'match'>,
  signal: AbortSignal,
): Awaitable<RegExpExecArray | boolean> {
  if (code === undefined) return true;
  if (typeof code === 'string') return code.trim() === run.code.trim();
  if (typeof code === 'function') return code(run);
  return after(match(code, run.code, signal), (found) => found ?? false);
}

async function* play(reply: Answering, run: ScriptedRun, signal: AbortSignal): Run {
  let result: string | Reply;
  try {
    result = typeof reply === 'function' ? readReply(new Field(await reply(run), ['reply'])) : reply;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    yield { type: 'stderr', data: `the function of a script rule returned an invalid reply: ${error.message}` };
    return 1;
  }
  const { steps = [], exitCode = 0, ...rest }: Reply = typeof result === 'string' ? { stdout: result } : result;
  for (const { delayMs = 0, stdout = '', stderr = '' } of [...steps, rest]) {
    if (delayMs > 0) await setTimeout(delayMs, undefined, { signal });
    yield* outputLines('stdout', stdout);
    yield* outputLines('stderr', stderr);
  }
  return exitCode;
}
