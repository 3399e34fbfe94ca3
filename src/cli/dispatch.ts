import { exitCodeOf, UsageError } from '../base/errors.ts';
import { suggestion } from '../base/nearest.ts';
import { safe } from '../base/text.ts';
import { version } from '../base/version.ts';
import { shownUrl } from '../hosts/shown-url.ts';
import { parseArguments } from './options/arguments.ts';
import { type Command, commands } from './options/commands.ts';
import { print, say } from './output/output.ts';
import type { Redaction } from './redaction.ts';

/** A bug in the suite, and every end without a verdict. */
const BUG = 4;

/**
 * Runs the command that the arguments name and ends the process with its exit code. Until the command has one, the exit
 * code is that of a bug: a process in which nothing is left to wait for ends with it, and says so.
 */
export async function dispatch(args: readonly string[]): Promise<void> {
  process.exitCode = BUG;
  process.once('beforeExit', () => {
    say('podflare-conformance: ended without a verdict: a bug in podflare-conformance, please report it');
    process.exit(BUG);
  });
  const redaction: Redaction = { redact: (text) => text };
  const fail = (error: unknown) => process.exit(complain(error, redaction));
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  try {
    process.exit(await execute(args, redaction));
  } catch (error) {
    fail(error);
  }
}

async function execute(args: readonly string[], redaction: Redaction): Promise<number> {
  const [first = ''] = args;
  if (['--help', '-h'].includes(first) && args.length === 1) return help([]);
  if (first === '--version' && args.length === 1) {
    await print(`${version}\n`);
    return 0;
  }
  if (first === 'help') return help(args.slice(1));
  const named = !first.startsWith('-') && first !== '';
  const command = named ? commandOf(first) : commands.run;
  const given = parseArguments(command, named ? args.slice(1) : args);
  if (given.flag('help')) return help([command.name]);
  switch (command) {
    case commands.client:
      return await (await import('./commands/client.ts')).client(given, redaction);
    case commands.mcp:
      return await (await import('./commands/mcp.ts')).mcp(given, redaction);
    case commands.report:
      return await (await import('./commands/report.ts')).report(given);
    case commands.list:
      return await (await import('./commands/list.ts')).list(given);
    case commands.explain:
      return await (await import('./commands/explain.ts')).explain(given);
    case commands.mock:
      return await (await import('./commands/mock.ts')).mock(given);
    case commands.healthcheck:
      return await (await import('./commands/healthcheck.ts')).healthcheck(given);
    default:
      return await (await import('./commands/run.ts')).run(given, redaction);
  }
}

function commandOf(name: string): Command {
  const all: readonly Command[] = Object.values(commands);
  const found = all.find((command) => command.name === name);
  if (found) return found;
  if (/^https?:/.test(name)) throw new UsageError(`to check what runs there: --url ${shownUrl(name)}`);
  const hint = suggestion(name, [...Object.keys(commands), 'help']);
  throw new UsageError(`unknown command "${shownUrl(name)}"${hint || '; see "podflare-conformance --help"'}`);
}

async function help([name, ...rest]: readonly string[]): Promise<number> {
  if (rest.length > 0) throw new UsageError('help takes the name of one command');
  const { commandHelp, programHelp } = await import('./commands/help.ts');
  await print(name === undefined ? programHelp() : commandHelp(commandOf(name)));
  return 0;
}

/** Says what went wrong, in one line where it is the user's or the target's to mend, and gives the exit code. */
function complain(thrown: unknown, { redact }: Redaction): number {
  const shown = (text: string) => say(safe(redact(text)));
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const exitCode = exitCodeOf(error);
  if (exitCode !== undefined) {
    shown(`podflare-conformance: ${error.message}`);
    return exitCode;
  }
  shown(`podflare-conformance: a bug in podflare-conformance, please report it: ${error.message}`);
  if (process.env.PODFLARE_CONFORMANCE_DEBUG === '1') shown(error.stack ?? '');
  else say('PODFLARE_CONFORMANCE_DEBUG=1 shows where');
  return BUG;
}
