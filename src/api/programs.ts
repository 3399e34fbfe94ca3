import { UsageError } from '../base/errors.ts';
import { Secrets } from '../base/secrets.ts';
import { wordsOf } from '../base/shell.ts';
import type { Report } from '../model/report.ts';
import type { ProgramPlan } from '../program/options.ts';
import { rerunOfProgram } from './options/rerun.ts';
import { validateLimits } from './options/validate.ts';

/** What to check of a program, and how. */
export interface ProgramOptions
  extends Pick<ProgramPlan, 'script' | 'faults' | 'env' | 'cwd' | 'only' | 'skip' | 'rules' | 'signal' | 'onOutput'> {
  /** The program and its arguments, or a line that is split into words as a shell does. */
  readonly command: string | readonly string[];
  /**
   * Text from which the key and the trace of the program follow: they are predictable then. Default a fresh one, from which
   * the key does not follow; the report shows it.
   */
  readonly seed?: string | undefined;
  /** True when a broken SHOULD makes a program not conformant; default false. */
  readonly strict?: boolean | undefined;
  /** Limit for one run of the program, in milliseconds; default 120,000. */
  readonly timeoutMs?: number | undefined;
  /** @internal Learns what no output may show. */
  readonly secrets?: Secrets | undefined;
}

/**
 * Runs a program against the mock, with a valid key and then with a revoked one, and reports what it sends to hostd.
 * Resolves also when it is not conformant: see `verdict` and `exitCode`.
 * @throws UsageError when the options do not fit together
 * @throws TargetError when the program cannot be started, or sends nothing at all with a valid key
 */
export async function checkClient(options: ProgramOptions): Promise<Report> {
  const [{ checkClientBy }, { clientChecks }] = await Promise.all([
    import('../program/client.ts'),
    import('../../suites/client/client.ts'),
  ]);
  return await checkClientBy(clientChecks, planOf('client', options));
}

/**
 * Starts an MCP server over stdio, calls its tools as an agent does, and reports what it sends to hostd. Resolves also
 * when it is not conformant. Takes the package @modelcontextprotocol/sdk, which is loaded here and nowhere else.
 * @throws UsageError when the options do not fit together, or that package is not installed: it says how to install it
 * @throws TargetError when the server cannot be started, does not speak MCP, or sends nothing at all
 */
export async function checkMcp(options: ProgramOptions): Promise<Report> {
  const [{ checkMcpBy }, { mcpChecks }] = await Promise.all([
    import('../program/mcp.ts'),
    import('../../suites/mcp/mcp.ts'),
  ]);
  return await checkMcpBy(mcpChecks, planOf('mcp', options));
}

function planOf(command: 'client' | 'mcp', options: ProgramOptions): ProgramPlan {
  validateLimits(options);
  const { secrets = new Secrets(), strict = false, timeoutMs = 120_000 } = options;
  const words = wordsOf(options.command);
  if (words.length === 0) throw new UsageError('the command is empty');
  return { ...options, words, secrets, strict, timeoutMs, rerun: rerunOfProgram(command, { ...options, strict }) };
}
