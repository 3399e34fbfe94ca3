import { createMock } from '../../mock/adapters/create-mock.ts';
import type { Sandbox } from '../../mock/state/sandboxes.ts';
import { TargetError } from '../base/errors.ts';
import type { Report } from '../model/report.ts';
import type { ProgramCheck } from './check.ts';
import { checkProgram, type Start } from './check-program.ts';
import { type Command, endOf, type ProgramRun, runCommand } from './command.ts';
import { freshTraceparent, type ProgramInput } from './environment.ts';
import type { ProgramPlan } from './options.ts';
import { isPreflight, isProtected, nameOf } from './sent.ts';
import { hideOtherTokens } from './tokens.ts';

/** Both runs of a program that uses hostd. */
export interface ClientSeen extends ProgramInput {
  readonly valid: ProgramRun & {
    /** The sandboxes that still exist after the program has exited. */
    readonly left: readonly Sandbox[];
  };
  /** The run with a revoked key. Undefined when no selected check needs it. */
  readonly revoked: ProgramRun | undefined;
}

/** Separates the output of the two runs. */
const REVOKED = '\n[podflare-conformance: the key is revoked from here on]\n';

/** How many requests of a run are kept for judging, at about 1 kB each. */
const JOURNAL_CAP = 20_000;

/** Runs a program and judges it by these checks. See `checkClient`. */
export async function checkClientBy(checks: readonly ProgramCheck<ClientSeen>[], plan: ProgramPlan): Promise<Report> {
  return await checkProgram(checks, plan, async (start) => {
    const seen = await observe(start, plan);
    return { seen, requests: seen.valid.entries.length + (seen.revoked?.entries.length ?? 0) };
  });
}

async function observe(start: Start<ClientSeen>, plan: ProgramPlan): Promise<ClientSeen> {
  const { words, checks, key, random, secrets } = start;
  const { script, faults, env = {}, cwd, timeoutMs, signal, onOutput } = plan;
  const command: Command = { words, env, cwd, timeoutMs, signal, onOutput };
  await using mock = createMock({ keys: [key], journalCap: JOURNAL_CAP, script, faults });
  const input: ProgramInput = {
    url: await mock.listen(),
    key,
    traceparent: freshTraceparent(random.for('traceparent')),
  };
  const run = async (): Promise<ProgramRun> => {
    const after = mock.journal.last;
    const ran = await runCommand(command, input);
    const entries = mock.journal.entries({ after, where: (entry) => !isPreflight(entry) });
    for (const entry of entries) hideOtherTokens(entry, secrets);
    return { ...ran, entries };
  };
  const valid = { ...(await run()), left: mock.sandboxes.list() };
  if (valid.entries.length === 0) throw silent(valid);
  if (!valid.entries.some(isProtected)) throw keyless(valid);
  if (!checks.some((check) => check.revoked)) return { ...input, valid, revoked: undefined };
  mock.keys.revoke(key);
  command.onOutput?.('stderr', REVOKED);
  return { ...input, valid, revoked: await run() };
}

function keyless(run: ProgramRun): TargetError {
  const names = [...new Set(run.entries.map(nameOf))].slice(0, 5).join(', ');
  return new TargetError(
    `the program sent no request that needs a key, only ${names}: nothing can be judged; give a command that creates a sandbox`,
  );
}

function silent(run: ProgramRun): TargetError {
  const tail = run.output.tail();
  const said = tail === '' ? 'It printed nothing.' : `It printed:\n${tail}`;
  return new TargetError(
    `the program sent no request to hostd at PODFLARE_HOSTD_URL: ${endOf(run)}; does it read that variable? ${said}`,
  );
}
