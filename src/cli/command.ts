import type { CommandName } from '../api/options/option.ts';
import type { Secrets } from '../base/secrets.ts';
import type { Arguments } from './arguments.ts';

/** One command: what `--help` says of it, what it takes and what it does. Its options are in the table of options. */
export interface Command {
  readonly name: CommandName;
  /** What follows the name of the command in its usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  /** How many arguments besides options it takes; default none. */
  readonly positionals?: number;
  /** Runs the command, registers what no output may show, and resolves with the exit code. */
  run(given: Arguments, secrets: Secrets): Promise<number>;
}
