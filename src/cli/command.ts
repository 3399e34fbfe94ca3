import type { CommandName } from '../api/options/option.ts';
import type { Secrets } from '../base/secrets.ts';
import type { Arguments } from './arguments.ts';

/** A command of the command line. Its options are in the table of options. */
export interface Command {
  readonly name: CommandName;
  /** The arguments in the usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  /** Maximum number of positional arguments; default 0. */
  readonly positionals?: number;
  /** Runs the command and resolves with the exit code. It registers the values that no output may show in `secrets`. */
  run(given: Arguments, secrets: Secrets): Promise<number>;
}
