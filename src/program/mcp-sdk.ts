import { createRequire } from 'node:module';
import { UsageError } from '../base/errors.ts';
import type { ReadMessage } from './mcp-transport.ts';

/** The package of the official MCP client. */
const PACKAGE = '@modelcontextprotocol/sdk';

interface Sdk {
  readonly Client: typeof import('@modelcontextprotocol/sdk/client/index.js').Client;
  readonly readMessage: ReadMessage;
}

/** Loads the official MCP client. Throws UsageError with the command that installs it when it is missing. */
export async function loadSdk(): Promise<Sdk> {
  try {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const { JSONRPCMessageSchema } = await import('@modelcontextprotocol/sdk/types.js');
    return {
      Client,
      readMessage(line) {
        try {
          return JSONRPCMessageSchema.parse(JSON.parse(line));
        } catch {
          return undefined;
        }
      },
    };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UsageError(
      `mcp needs the package ${PACKAGE}, which is not installed: npm install --save-dev ${PACKAGE}@1; without a project: npx --package podflare-conformance --package ${PACKAGE}@1 podflare-conformance mcp ...`,
    );
  }
}

function isMissing(error: unknown): boolean {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return false;
  try {
    createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return false;
  } catch {
    return true;
  }
}
