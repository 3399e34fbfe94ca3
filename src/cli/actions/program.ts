import { readScriptFile } from '../../../mock/state/script-file.ts';
import { commandLine } from '../../api/options/caller.ts';
import { validateValues } from '../../api/options/validate.ts';
import { checkClient, checkMcp } from '../../api/programs.ts';
import { UsageError } from '../../base/errors.ts';
import type { Secrets } from '../../base/secrets.ts';
import type { Arguments } from '../arguments.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { Interrupted, interruption } from '../interrupt.ts';
import { prepareFiles, removeReports } from '../output/deliver.ts';
import { say } from '../output/output.ts';
import { ProgramOutput } from '../output/program-output.ts';
import { filesOf, parseReporters, writeReports } from '../output/reporters.ts';

/** Checks the program that the arguments after `--` start. Resolves with the exit code. */
export async function checkWith(command: 'client' | 'mcp', given: Arguments, secrets: Secrets): Promise<number> {
  if (given.positionals.length === 0) throw new UsageError('give the program after two dashes: -- COMMAND...');
  validateValues(command, given.properties(command), commandLine);
  const reporters = parseReporters(given, { alwaysOnStdout: true });
  await prepareFiles([...filesOf(reporters), ...given.list('write-baseline')]);
  const judge = await readBaseline(given);
  await removeReports(filesOf(reporters));
  const script = given.text('script');
  const stubs = script === undefined ? {} : await readScriptFile(script);
  const output = new ProgramOutput(secrets, given.has('verbose'));
  const { signal, over } = interruption(() => say('podflare-conformance: interrupted; stopping the program'));
  try {
    const found = await { client: checkClient, mcp: checkMcp }[command]({
      ...given.properties(command),
      ...stubs,
      ...{ command: given.positionals, signal, secrets, onOutput: output.add },
    });
    over();
    const { report, baseline } = judge(found);
    output.end(report);
    await writeReports(reporters, [report], baseline);
    return report.exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  }
}
