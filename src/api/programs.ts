import type { Report } from '../model/report.ts';
import type { ProgramOptions } from '../program/options.ts';
import { rerunOfProgram } from '../report/rerun.ts';

export type { ProgramOptions } from '../program/options.ts';

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
  return await checkClientBy(clientChecks, options, rerunOfProgram('client', options));
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
  return await checkMcpBy(mcpChecks, options, rerunOfProgram('mcp', options));
}
