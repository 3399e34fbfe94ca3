import { randomBytes } from 'node:crypto';
import { createMock } from '../../mock/create-mock.ts';
import type { Sandbox } from '../../mock/sandboxes.ts';
import { clientChecks } from '../../suites/client.ts';
import { joinWords } from '../command.ts';
import { TargetError } from '../errors.ts';
import type { Report } from '../model.ts';
import { freshKey, Secrets } from '../secrets.ts';
import type { ProgramCheck } from './check.ts';
import { type Command, endOf, type ProgramRun, runCommand } from './command.ts';
import { freshTraceparent, type Told } from './environment.ts';
import { judge } from './judge.ts';
import { choose, type ProgramOptions, wordsOf } from './options.ts';
import { isPreflight } from './sent.ts';
import { hideOtherTokens } from './tokens.ts';

/** What was seen of a program that uses hostd. */
export interface ClientSeen extends Told {
  readonly valid: ProgramRun & {
    /** The sandboxes that exist when it has ended. */
    readonly left: readonly Sandbox[];
  };
  /** Its run with a revoked key; undefined when no check asks for it. */
  readonly revoked: ProgramRun | undefined;
}

/** Stands between the output of the two runs. */
const REVOKED = '\n[podflare-conformance: the key is revoked from here on]\n';

/** Requests of one run that are kept to be judged; it needs about 1 kB for each. */
const JOURNAL_CAP = 20_000;

/**
 * Runs a program against the mock, with a valid key and then with a revoked one, and reports what it sends. Resolves
 * also when it is not conformant: see `verdict` and `exitCode`.
 * @throws UsageError when the options do not fit together
 * @throws TargetError when the program cannot be started, or sends nothing at all with a valid key
 */
export async function checkClient(options: ProgramOptions): Promise<Report> {
  const { secrets = new Secrets(), strict = false } = options;
  const startedAt = new Date();
  const since = performance.now();
  const words = wordsOf(options.command);
  const checks = choose(clientChecks, options);
  const command: Command = {
    ...{ words, env: options.env ?? {}, cwd: options.cwd, timeoutMs: options.timeoutMs ?? 120_000 },
    ...{ signal: options.signal, onOutput: options.onOutput },
  };
  const seen = await observe(command, checks, options, secrets);
  const requests = seen.valid.entries.length + (seen.revoked?.entries.length ?? 0);
  const durationMs = Math.round(performance.now() - since);
  const label = joinWords(words);
  return judge(checks, seen, { ...{ label, cli: 'client', startedAt, durationMs, requests, strict, secrets } });
}

async function observe(
  command: Command,
  checks: readonly ProgramCheck<ClientSeen>[],
  { script, faults }: ProgramOptions,
  secrets: Secrets,
): Promise<ClientSeen> {
  const key = freshKey(0);
  secrets.add(key, '<key>', '$PODFLARE_API_KEY');
  await using mock = createMock({ keys: [key], journalCap: JOURNAL_CAP, script, faults });
  const told: Told = { url: await mock.listen(), key, traceparent: freshTraceparent(randomBytes) };
  const run = async (): Promise<ProgramRun> => {
    const after = mock.journal.last;
    const ran = await runCommand(command, told);
    const entries = mock.journal.entries({ after, where: (entry) => !isPreflight(entry) });
    for (const entry of entries) hideOtherTokens(entry, secrets);
    return { ...ran, entries };
  };
  const valid = { ...(await run()), left: mock.sandboxes.list() };
  if (valid.entries.length === 0) throw silent(valid);
  if (!checks.some((check) => check.revoked)) return { ...told, valid, revoked: undefined };
  mock.keys.revoke(key);
  command.onOutput?.('stderr', REVOKED);
  return { ...told, valid, revoked: await run() };
}

function silent(run: ProgramRun): TargetError {
  const tail = run.output.tail();
  const said = tail === '' ? 'It printed nothing.' : `It printed:\n${tail}`;
  return new TargetError(
    `the program sent no request to hostd at PODFLARE_HOSTD_URL: ${endOf(run)}; does it read that variable? ${said}`,
  );
}
