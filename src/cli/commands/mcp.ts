import { checkMcp } from '../../api/programs.ts';
import type { Given } from '../options/arguments.ts';
import type { Redaction } from '../redaction.ts';
import { checkProgram } from './client.ts';

/** `mcp`: checks an MCP server. Gives the exit code. */
export async function mcp(given: Given, redaction: Redaction): Promise<number> {
  return await checkProgram(given, redaction, checkMcp);
}
