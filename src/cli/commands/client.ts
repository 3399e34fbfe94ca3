import { readScriptFile } from '../../../mock/state/script-file.ts';
import { checkClient, type ProgramOptions } from '../../api/programs.ts';
import { UsageError } from '../../base/errors.ts';
import { Secrets } from '../../base/secrets.ts';
import type { Report } from '../../model/report.ts';
import { readBaseline } from '../inputs/baseline.ts';
import { Interrupted, interruption } from '../interrupt.ts';
import type { Given } from '../options/arguments.ts';
import { prepareFiles } from '../output/deliver.ts';
import { say } from '../output/output.ts';
import { ProgramOutput } from '../output/program-output.ts';
import { filesOf, parseReporters, wantsColor, writeReports } from '../output/reporters.ts';
import type { Redaction } from '../redaction.ts';

/** `client`: checks what a program sends to hostd. Gives the exit code. */
export async function client(given: Given, redaction: Redaction): Promise<number> {
  return await checkProgram(given, redaction, checkClient);
}

/** Runs the checks of a program, and draws their report. Gives the exit code. */
export async function checkProgram(
  given: Given,
  redaction: Redaction,
  check: (options: ProgramOptions) => Promise<Report>,
): Promise<number> {
  if (given.positionals.length === 0) throw new UsageError('give the program behind two dashes: -- COMMAND...');
  const secrets = new Secrets();
  redaction.redact = (text) => secrets.redact(text);
  const reporters = parseReporters(given.texts('reporter'));
  await prepareFiles([...filesOf(reporters), ...given.texts('write-baseline')]);
  const judge = await readBaseline(given);
  const script = given.text('script');
  const answers = script === undefined ? {} : await readScriptFile(script);
  const output = new ProgramOutput(secrets, given.flag('verbose'));
  const { signal, over } = interruption(() => say('podflare-conformance: interrupted; stopping the program'));
  try {
    const found = await check({
      ...answers,
      command: given.positionals,
      env: Object.fromEntries(given.texts('env').map(variable)),
      cwd: given.text('cwd'),
      only: given.texts('only'),
      skip: given.texts('skip'),
      rules: given.text('rules'),
      seed: given.text('seed'),
      strict: given.flag('strict'),
      timeoutMs: given.number('timeout'),
      ...{ signal, secrets, onOutput: output.add },
    });
    over();
    const { report, baseline } = judge(found);
    output.end(report);
    await writeReports(reporters, [report], wantsColor(process.env, process.stdout), baseline);
    return report.exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  }
}

function variable(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError('--env wants NAME=VALUE');
  const name = text.slice(0, at);
  if (/^PODFLARE_(HOSTD_URL|HOST|API_URL|API_KEY|TRACEPARENT)$/.test(name))
    throw new UsageError(`--env ${name}: this variable is set for the program anew, so that it finds the mock`);
  return [name, text.slice(at + 1)];
}
