import { exitCodeOf, UsageError } from '../base/errors.ts';
import { suggestion } from '../base/nearest.ts';
import { shown } from '../base/redact.ts';
import { resourceError } from '../base/resources.ts';
import { Secrets } from '../base/secrets.ts';
import { version } from '../base/version.ts';
import { shownUrl } from '../hosts/shown-url.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, programHelp } from './help.ts';
import { print, say } from './output/output.ts';

/** The exit code of a bug in the suite, and of any other end without a verdict. */
const BUG = 4;

/** The command that runs when the arguments name none. */
const [defaultCommand] = commands;

/**
 * Runs the command that the arguments name and ends the process with its exit code. Until the command resolves, the
 * exit code is that of a bug. If the process runs out of work before that, it exits with this code and says so.
 */
export async function dispatch(args: readonly string[]): Promise<void> {
  process.exitCode = BUG;
  process.once('beforeExit', () => {
    say('podflare-conformance: ended without a verdict: a bug in podflare-conformance, please report it');
    process.exit(BUG);
  });
  const secrets = new Secrets();
  const fail = (error: unknown) => process.exit(complain(error, secrets));
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  try {
    process.exit(await execute(args, secrets));
  } catch (error) {
    fail(error);
  }
}

async function execute(args: readonly string[], secrets: Secrets): Promise<number> {
  const [first = ''] = args;
  if (['--help', '-h'].includes(first) && args.length === 1) return help([]);
  if (first === '--version' && args.length === 1) {
    await print(`${version}\n`);
    return 0;
  }
  if (first === 'help') return help(args.slice(1));
  const named = !first.startsWith('-') && first !== '';
  const command = named ? commandOf(first) : defaultCommand;
  const given = parseArguments(command, named ? args.slice(1) : args);
  return given.help ? help([command.name]) : await command.run(given, secrets);
}

function commandOf(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found) return found;
  if (/^https?:/.test(name)) throw new UsageError(`to check the server at this URL, give --url ${shownUrl(name)}`);
  const hint = suggestion(name, [...commands.map((command) => command.name), 'help']);
  throw new UsageError(`unknown command "${shownUrl(name)}"${hint || '; see "podflare-conformance --help"'}`);
}

async function help([name, ...rest]: readonly string[]): Promise<number> {
  if (rest.length > 0) throw new UsageError('help takes the name of one command');
  const command = name === undefined ? undefined : commandOf(name);
  await print(command ? commandHelp(command, command === defaultCommand) : programHelp(commands));
  return 0;
}

/** Prints an error, in one line if the user can fix it, and returns the exit code. */
function complain(thrown: unknown, secrets: Secrets): number {
  const sayShown = (text: string) => say(shown(text, secrets));
  const error = resourceError(thrown, 'cannot go on') ?? (thrown instanceof Error ? thrown : new Error(String(thrown)));
  const exitCode = exitCodeOf(error);
  if (exitCode !== undefined) {
    sayShown(`podflare-conformance: ${error.message}`);
    return exitCode;
  }
  sayShown(`podflare-conformance: a bug in podflare-conformance, please report it: ${error.message}`);
  if (process.env.PODFLARE_CONFORMANCE_DEBUG === '1') sayShown(error.stack ?? '');
  else say('PODFLARE_CONFORMANCE_DEBUG=1 shows where');
  return BUG;
}
