import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { createMock, type Mock } from '../../mock/adapters/create-mock.ts';
import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { TargetError } from '../base/errors.ts';
import { INTERRUPTED_GRACE_MS, onAbort } from '../hosts/interruption.ts';
import type { Output } from '../hosts/output.ts';
import { processTarget } from '../hosts/process/process.ts';
import type { Report } from '../model/report.ts';
import type { ProgramCheck } from './check.ts';
import { checkProgram, type Start } from './check-program.ts';
import { environmentOf, freshTraceparent, type ProgramInput } from './environment.ts';
import { loadSdk } from './mcp-sdk.ts';
import { ProcessTransport } from './mcp-transport.ts';
import type { ProgramPlan } from './options.ts';
import { hideOtherTokens } from './tokens.ts';

/** One call of a tool. */
export interface ToolCall {
  readonly tool: string;
  readonly isError: boolean;
  /** The result or the error, as text. */
  readonly text: string;
}

/** One session, from the launch of the server until a signal ends it. */
export interface McpSession {
  readonly entries: readonly JournalEntry[];
  /** Requests before the first call of a tool. */
  readonly early: readonly JournalEntry[];
  readonly tools: readonly string[];
  readonly calls: readonly ToolCall[];
  /** Lines of stdout that are not messages. */
  readonly stray: readonly string[];
  readonly output: Output;
  /** The first sandbox of the session. Undefined when there was none before the signal. */
  readonly sandbox: string | undefined;
  /** False when the server did not exit after the signal and was killed. */
  readonly endedByItself: boolean;
}

/** The sessions of an MCP server. */
export interface McpSeen extends ProgramInput {
  /** Ended by SIGTERM. */
  readonly valid: McpSession;
  /** One call, ended by SIGINT. */
  readonly interrupted: McpSession;
  /** One call with a revoked key. Undefined when no selected check needs it. */
  readonly revoked: McpSession | undefined;
  /** Milliseconds that the server has to exit. */
  readonly graceMs: number;
}

/** At least as long as clients wait before they kill a server. */
const GRACE_MS = 5_000;

/** Launches an MCP server and judges it by these checks. See `checkMcp`. */
export async function checkMcpBy(checks: readonly ProgramCheck<McpSeen>[], plan: ProgramPlan): Promise<Report> {
  return await checkProgram(checks, plan, async (start) => {
    const seen = await observe(start, plan);
    const sessions = [seen.valid, seen.interrupted, seen.revoked];
    return { seen, requests: sessions.reduce((sum, session) => sum + (session?.entries.length ?? 0), 0) };
  });
}

async function observe(start: Start<McpSeen>, plan: ProgramPlan): Promise<McpSeen> {
  const { words, checks, key, random, secrets } = start;
  const { script, faults } = plan;
  await using mock = createMock({ keys: [key], script, faults });
  const input: ProgramInput = {
    url: await mock.listen(),
    key,
    traceparent: freshTraceparent(random.for('traceparent')),
  };
  const session = async (steps: Steps, signal: NodeJS.Signals, refused = false) => {
    const seen = await runSession(words, plan, { input, mock, steps, signal, refused });
    for (const entry of seen.entries) hideOtherTokens(entry, secrets);
    return seen;
  };
  const valid = await session(everyTool, 'SIGTERM');
  if (valid.entries.length === 0) throw silent(valid);
  const interrupted = await session(oneCall, 'SIGINT');
  mock.keys.revoke(key);
  const revoked = checks.some((check) => check.revoked) ? await session(oneCall, 'SIGTERM', true) : undefined;
  return { ...input, valid, interrupted, revoked, graceMs: GRACE_MS };
}

/** Calls tools of a server, in sequence or in parallel. */
type Steps = (tools: readonly Tool[], call: Call) => Promise<void>;
type Call = (tool: string, args: Readonly<Record<string, unknown>>) => Promise<void>;

const oneCall: Steps = async (tools, call) => {
  if (takes(tools, 'run_python', 'code')) await call('run_python', { code: 'print(6 * 7)' });
};

/** Calls the tools whose arguments Podflare's pages document. */
const everyTool: Steps = async (tools, call) => {
  await oneCall(tools, call);
  if (takes(tools, 'run_python', 'code'))
    await Promise.all(['x = 1', 'y = 2'].map((code) => call('run_python', { code })));
  if (takes(tools, 'run_bash', 'code')) await call('run_bash', { code: 'echo hi' });
  if (takes(tools, 'fork', 'n')) await call('fork', { n: 2 });
};

/** True when a tool takes this argument and requires no other. */
function takes(tools: readonly Tool[], name: string, argument: string): boolean {
  const schema = tools.find((tool) => tool.name === name)?.inputSchema;
  const needed = schema?.required ?? [];
  return schema?.properties?.[argument] !== undefined && needed.every((other) => other === argument);
}

interface Session {
  readonly input: ProgramInput;
  readonly mock: Mock;
  readonly steps: Steps;
  /** Ends the server. */
  readonly signal: NodeJS.Signals;
  /** True when the key is revoked. The server may then refuse to start. */
  readonly refused?: boolean;
}

async function runSession(words: readonly string[], plan: ProgramPlan, session: Session): Promise<McpSession> {
  const { env = {}, cwd, timeoutMs, signal: aborted, onOutput } = plan;
  const { input, mock, steps, signal, refused = false } = session;
  aborted?.throwIfAborted();
  mock.reset('sandboxes');
  const after = mock.journal.last;
  const { Client, readMessage } = await loadSdk();
  const transport = new ProcessTransport(readMessage);
  const target = processTarget({
    ...{ command: words, env, input: true },
    ...(cwd !== undefined && { cwd }),
    onOutput(stream, text) {
      if (stream === 'stdout') transport.receive(text);
      else onOutput?.(stream, text);
    },
  });
  const off = onAbort(aborted, () => void target.close(INTERRUPTED_GRACE_MS));
  try {
    const calls: ToolCall[] = [];
    const running = await target.start({ name: 'mcp', env: environmentOf(input), host: '127.0.0.1', port: 0 });
    transport.attach(running);
    const client = new Client({ name: 'podflare-conformance', version: '1' });
    const tools = await connect(client, transport, timeoutMs).catch((error: Error) => {
      aborted?.throwIfAborted();
      const text = `the server does not speak MCP: ${error.message}${tailOf(running.output)}`;
      if (!refused) throw new TargetError(text);
      calls.push({ tool: 'initialize', isError: true, text });
      return [];
    });
    const early = mock.journal.entries({ after });
    await steps(tools, async (tool, args) => void calls.push(await callTool(client, tool, args, timeoutMs)));
    aborted?.throwIfAborted();
    const created = mock.sandboxes.list().find(({ parent }) => parent === undefined)?.id;
    const endedByItself = await running.stop(GRACE_MS, signal);
    return {
      ...{ early, calls, sandbox: created, endedByItself, stray: transport.stray, output: running.output },
      tools: tools.map(({ name }) => name),
      entries: mock.journal.entries({ after }),
    };
  } finally {
    off();
    await target.close();
  }
}

async function connect(client: Client, transport: ProcessTransport, timeout: number): Promise<readonly Tool[]> {
  await client.connect(transport, { timeout });
  const { tools } = await client.listTools(undefined, { timeout });
  return tools;
}

async function callTool(
  client: Client,
  tool: string,
  args: Readonly<Record<string, unknown>>,
  timeout: number,
): Promise<ToolCall> {
  try {
    const { isError, content, structuredContent } = await client.callTool(
      { name: tool, arguments: { ...args } },
      undefined,
      {
        timeout,
      },
    );
    return { tool, isError: isError === true, text: textOf(content, structuredContent) };
  } catch (error) {
    return { tool, isError: true, text: error instanceof Error ? error.message : String(error) };
  }
}

function textOf(content: unknown, structured: unknown): string {
  const texts = Array.isArray(content) ? content.map((part: { text?: unknown }) => part.text) : [];
  const parts = [...texts, structured === undefined ? undefined : JSON.stringify(structured)];
  return parts.filter((part) => typeof part === 'string').join('\n');
}

function silent({ tools, output }: McpSession): TargetError {
  return new TargetError(
    `the server sent no request to hostd at PODFLARE_HOSTD_URL; its tools are: ${tools.join(', ') || 'none'}${tailOf(output)}`,
  );
}

function tailOf({ stderr }: Output): string {
  const tail = stderr.trimEnd().split('\n').slice(-8).join('\n');
  return tail === '' ? '' : `. It printed:\n${tail}`;
}
