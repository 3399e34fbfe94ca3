import { setTimeout } from 'node:timers/promises';
import { BadInput, Field } from '../control/field.ts';
import { readReply } from '../control/read.ts';
import { type Awaitable, after } from '../core/message.ts';
import type { Language } from '../interpreter/interpreter.ts';
import { outputLines, type Run } from '../interpreter/system.ts';
import { match } from './pattern.ts';
import type { Machine } from './sandboxes.ts';

/** One run of code that asks for an answer. */
export interface ScriptedRun {
  readonly code: string;
  readonly language: Language;
  /** The id of the sandbox. */
  readonly sandbox: string;
  /** What a regular expression matched; undefined when the rule has none. */
  readonly match: RegExpExecArray | undefined;
  /** The sandbox's files by absolute path. */
  readonly files: Map<string, string>;
}

/** One piece of output, which may have several lines. */
export interface Step {
  readonly stdout?: string | undefined;
  readonly stderr?: string | undefined;
  /** Milliseconds that are waited before it is sent; default 0. */
  readonly delayMs?: number | undefined;
}

/** What a run prints and how it ends: `steps` in their order, then `stdout`, then `stderr`, then the exit. */
export interface Reply extends Step {
  readonly steps?: readonly Step[] | undefined;
  /** Default 0. */
  readonly exitCode?: number | undefined;
}

/** A text is what is printed to stdout, with exit code 0. */
export type Answering = string | Reply | ((run: ScriptedRun) => string | Reply | Promise<string | Reply>);

/**
 * Which code a rule is for: this text (whitespace around it does not count), what the expression finds, what is true. A run
 * whose expression takes longer than 5 seconds ends with exit code 137.
 */
export type Matching = string | RegExp | ((run: Omit<ScriptedRun, 'match'>) => boolean);

/** An answer to exec. */
export interface ScriptRule {
  /** Which code it is for; all code when absent. */
  readonly code?: Matching | undefined;
  /** Only code of this language. */
  readonly language?: Language | undefined;
  /** How many runs it answers; then the rules behind it have their turn. Default: any number. */
  readonly times?: number | undefined;
  readonly reply: Answering;
}

interface Entry {
  readonly rule: ScriptRule;
  used: number;
}

/** What exec answers. The first rule that fits decides; code that no rule fits is run by the mock's interpreter. */
export class Script {
  readonly #initial: readonly Entry[];
  #added: Entry[] = [];

  /** `initial` rules stay when the script is reset. Throws Error, which names the place, when one does not fit. */
  constructor(initial: readonly ScriptRule[] = []) {
    this.#initial = initial.map((rule, i) => entryOf(rule, ['script', i]));
  }

  /** All rules in the order in which they are asked: those that were added, then the initial ones. */
  get rules(): readonly ScriptRule[] {
    return this.#entries().map(({ rule }) => rule);
  }

  /**
   * Adds a rule behind those that were added before and in front of the initial ones. Throws Error, which names the place,
   * when it does not fit.
   */
  add(rule: ScriptRule): void {
    this.#added.push(entryOf(rule, ['rule']));
  }

  /** `add` in short: `script.on(/import pandas/, { stdout: '1.5.3' })`. */
  on(code: Matching, reply: Answering, options: Pick<ScriptRule, 'language' | 'times'> = {}): void {
    this.add({ ...options, code, reply });
  }

  /** Takes back what was added, and lets the initial rules begin again. */
  reset(): void {
    this.#added = [];
    for (const entry of this.#initial) entry.used = 0;
  }

  /**
   * The scripted run of this code; undefined when no rule is for it. Throws LimitExceeded when a pattern takes too long, and
   * the reason of `signal` when that aborts meanwhile. @internal
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
      // Another run may have used the rule meanwhile.
      if (match === false || isUsedUp(entry)) continue;
      entry.used += 1;
      return play(rule.reply, { ...run, match: match === true ? undefined : match }, signal);
    }
    return undefined;
  }

  /** Whether there is no rule at all. @internal */
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
  if (!isExpression) code.maybe((given) => given.text());
  language.maybe((given) => given.choice(['python', 'bash']));
  times.maybe((given) => given.whole(1, Number.MAX_SAFE_INTEGER));
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
  let given: string | Reply;
  try {
    given = typeof reply === 'function' ? readReply(new Field(await reply(run), ['reply'])) : reply;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    yield { type: 'stderr', data: `the function of a script rule returned no valid reply: ${error.message}` };
    return 1;
  }
  const { steps = [], exitCode = 0, ...rest }: Reply = typeof given === 'string' ? { stdout: given } : given;
  for (const { delayMs = 0, stdout = '', stderr = '' } of [...steps, rest]) {
    if (delayMs > 0) await setTimeout(delayMs, undefined, { signal });
    yield* outputLines('stdout', stdout);
    yield* outputLines('stderr', stderr);
  }
  return exitCode;
}
