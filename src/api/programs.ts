import { UsageError } from '../base/errors.ts';
import { Secrets } from '../base/secrets.ts';
import { wordsOf } from '../base/shell.ts';
import type { Report } from '../model/report.ts';
import type { ProgramPlan } from '../program/options.ts';
import type { ProgramProperties } from './options/properties.ts';
import { rerunOfProgram } from './options/rerun.ts';
import { withDefaults } from './options/table.ts';
import { validateValues } from './options/validate.ts';

/** Which program to check, and how. */
export interface ProgramOptions
  extends ProgramProperties,
    Pick<ProgramPlan, 'script' | 'faults' | 'signal' | 'onOutput'> {
  /** The program and its arguments, or a line that is split into words as a shell would. */
  readonly command: string | readonly string[];
  /** @internal Collects the values that no output may show. */
  readonly secrets?: Secrets | undefined;
}

/**
 * Runs a program against the mock, with a valid key and then with a revoked one, and reports what it sends to hostd.
 * Also resolves when the program is not conformant: see `verdict` and `exitCode`.
 * @throws UsageError when the options do not fit together
 * @throws TargetError when the program cannot be started, or sends no request with a valid key
 */
export async function checkClient(options: ProgramOptions): Promise<Report> {
  const plan = planOf('client', options);
  const [{ checkClientBy }, { clientChecks }] = await Promise.all([
    import('../program/client.ts'),
    import('../../suites/client/client.ts'),
  ]);
  return await checkClientBy(clientChecks, plan);
}

/**
 * Starts an MCP server over stdio, calls its tools as an agent does, and reports what it sends to hostd. Also resolves
 * when the server is not conformant. Requires the package @modelcontextprotocol/sdk, which no other function loads.
 * @throws UsageError when the options do not fit together, or when that package is not installed; the message says how
 * to install it
 * @throws TargetError when the server cannot be started, does not speak MCP, or sends no request
 */
export async function checkMcp(options: ProgramOptions): Promise<Report> {
  const plan = planOf('mcp', options);
  const [{ checkMcpBy }, { mcpChecks }] = await Promise.all([
    import('../program/mcp.ts'),
    import('../../suites/mcp/mcp.ts'),
  ]);
  return await checkMcpBy(mcpChecks, plan);
}

function planOf(command: 'client' | 'mcp', options: ProgramOptions): ProgramPlan {
  validateValues(command, options);
  const { secrets = new Secrets(), strict = false } = options;
  const words = wordsOf(options.command);
  if (words.length === 0) throw new UsageError('the command is empty');
  return { ...withDefaults(command, options), words, secrets, strict, rerun: rerunOfProgram(command, options) };
}
