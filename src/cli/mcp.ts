import { checkMcp } from '../programs.ts';
import type { Given } from './arguments.ts';
import { checkProgram } from './client.ts';
import type { Redaction } from './dispatch.ts';

/** `mcp`: checks an MCP server. Gives the exit code. */
export async function mcp(given: Given, redaction: Redaction): Promise<number> {
  return await checkProgram(given, redaction, checkMcp);
}
