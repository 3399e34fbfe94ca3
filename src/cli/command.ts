import type { CommandName } from '../api/options/option.ts';
import type { Arguments } from './arguments.ts';
import type { Redaction } from './redaction.ts';

/** One command: what `--help` says of it, what it takes and what it does. Its options are in the table of options. */
export interface Command {
  readonly name: CommandName;
  /** What follows the name of the command in its usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  /** How many arguments besides options it takes; default none. */
  readonly positionals?: number;
  /** Runs the command and resolves with its exit code. */
  run(given: Arguments, redaction: Redaction): Promise<number>;
}
