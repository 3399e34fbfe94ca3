import type { Language } from '../interpreter/interpreter.ts';

/** A run of code that a script rule may reply to. */
export interface ScriptedRun {
  readonly code: string;
  readonly language: Language;
  /** The id of the sandbox. */
  readonly sandbox: string;
  /** The match of the regular expression; undefined when the rule has none. */
  readonly match: RegExpExecArray | undefined;
  /** The files of the sandbox by absolute path. */
  readonly files: Map<string, string>;
}

/** A piece of output, which may have several lines. */
export interface Step {
  readonly stdout?: string | undefined;
  readonly stderr?: string | undefined;
  /** Milliseconds to wait before the output, at most an hour; default 0. */
  readonly delayMs?: number | undefined;
}

/** The output and exit code of a run: first `steps` in order, then `stdout`, then `stderr`. */
export interface Reply extends Step {
  readonly steps?: readonly Step[] | undefined;
  /** Default 0. */
  readonly exitCode?: number | undefined;
}

/** A reply, or a function that returns one. A string is printed to stdout, with exit code 0. */
export type Answering = string | Reply | ((run: ScriptedRun) => string | Reply | Promise<string | Reply>);

/**
 * Selects code: a string equals the code (except for surrounding whitespace), a regular expression matches it, a function
 * returns true. A run whose regular expression takes longer than 5 seconds ends with exit code 137.
 */
export type Matching = string | RegExp | ((run: Omit<ScriptedRun, 'match'>) => boolean);

/** A reply to some runs of exec. */
export interface ScriptRule {
  /** The code to match; default: all code. */
  readonly code?: Matching | undefined;
  /** The language to match; default: both. */
  readonly language?: Language | undefined;
  /** The number of runs to reply to, after which the next rules apply; default: unlimited. */
  readonly times?: number | undefined;
  readonly reply: Answering;
}
