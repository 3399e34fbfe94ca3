import { Mismatch, Skip, Untestable } from '../../src/checks/verdict.ts';
import { type ProgramCheck, programCheck } from '../../src/program/check.ts';
import type { McpSeen, McpSession } from '../../src/program/mcp.ts';
import { ATTEMPTS, SAYS_SO } from '../lib/refused.ts';
import { requestRules } from '../lib/sent-rules.ts';

/** The tools of Podflare's own server. Source: docs.podflare.ai/sdks/mcp. */
const TOOLS = ['run_python', 'run_bash', 'fork', 'diff', 'merge_into', 'upload', 'download'];

export const mcpChecks: readonly ProgramCheck<McpSeen>[] = [
  ...requestRules('mcp'),
  programCheck<McpSeen>({
    id: 'mcp/tools',
    level: 'should',
    rule: 'mcp/tools',
    title: 'The server lists the documented tools.',
    why: 'An agent looks for a tool by its documented name.',
    fix: `List ${TOOLS.join(', ')}.`,
    name: 'tools/list',
    judge({ valid: { tools } }) {
      const missing = TOOLS.filter((name) => !tools.includes(name));
      if (missing.length > 0) throw new Mismatch(TOOLS.join(', '), `no ${missing.join(', no ')}`);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/stdout',
    level: 'should',
    rule: 'mcp/stdout',
    title: 'Only MCP messages go to stdout.',
    why: 'A client parses every line of stdout as a message. A log line breaks the session or is lost.',
    fix: 'Log to stderr.',
    name: 'lines of stdout',
    judge(seen) {
      for (const { stray } of sessions(seen))
        if (stray.length > 0) throw new Mismatch('JSON-RPC messages', stray[0] ?? '');
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/runs',
    level: 'should',
    rule: 'mcp/tools',
    title: 'run_python runs code and returns its output.',
    why: 'It is the purpose of the server.',
    fix: 'Send the code to exec, and put the stdout events into the result.',
    name: 'run_python',
    judge({ valid: { calls } }) {
      const [first] = calls;
      if (!first) throw new Skip('the server has no run_python tool with a "code" argument');
      if (first.isError || !/\b42\b/.test(first.text)) throw new Mismatch('42 for print(6 * 7)', first.text);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/works',
    level: 'must',
    rule: 'sdk/works',
    title: 'With a valid key a run_python call succeeds.',
    why: 'This is the control for the whole run: a server whose calls fail sends only some of its requests.',
    fix: 'Call the server by hand against the mock, and look at the error that it returns.',
    name: 'run_python',
    judge({ valid: { calls } }) {
      const [first] = calls;
      if (!first) throw new Skip('the server has no run_python tool with a "code" argument');
      requireSuccess(first);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/lazy',
    level: 'should',
    rule: 'mcp/session',
    title: 'The server creates no sandbox before the first tool call.',
    why: 'Editors start every configured server in every window, and most are never called.',
    fix: 'Create the sandbox in the first call.',
    name: 'requests before the first call',
    judge({ valid }) {
      const creates = valid.early.filter(({ operation }) => operation === 'createSandbox').length;
      if (creates > 0) throw new Mismatch('no sandbox', `${creates} created`);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/one-sandbox',
    level: 'should',
    rule: 'mcp/session',
    title: 'All calls of a session use one sandbox.',
    why: 'Each call builds on the state that the last one left, and every sandbox costs money.',
    fix: 'Keep the sandbox of the first call, and let overlapping calls await it.',
    name: 'concurrent and later calls',
    judge({ valid }) {
      const creates = valid.entries.filter(({ operation }) => operation === 'createSandbox').length;
      if (creates !== 1) throw new Mismatch('one create', `${creates} for ${valid.calls.length} calls`);
    },
  }),
  ...(['SIGTERM', 'SIGINT'] as const).map((signal) =>
    programCheck<McpSeen>({
      id: `mcp/${signal.toLowerCase()}`,
      level: 'should',
      rule: 'mcp/ends',
      title: `On ${signal} the server destroys the sandbox with one request and exits.`,
      why: 'Clients stop their servers with signals. A leaked sandbox is billed until it times out.',
      fix: 'Handle the signal: send the DELETE, wait for the response, then exit.',
      name: signal,
      judge(seen) {
        const session = signal === 'SIGTERM' ? seen.valid : seen.interrupted;
        if (session.sandbox === undefined) throw new Untestable('control: an existing sandbox', 'none');
        const deletes = session.entries.filter(
          ({ operation, parameters }) => operation === 'destroySandbox' && parameters.id === session.sandbox,
        ).length;
        if (deletes !== 1) throw new Mismatch('one DELETE of its sandbox', deletes === 0 ? 'none' : String(deletes));
        if (!session.endedByItself) throw new Mismatch('it exits', `it was still running after ${seen.graceMs} ms`);
      },
    }),
  ),
  programCheck<McpSeen>({
    id: 'mcp/key-not-printed',
    level: 'should',
    rule: 'auth/keys-not-logged',
    title: 'The key appears neither in a log nor in a tool result.',
    why: 'Results go to a model and its provider, and server logs go into bug reports.',
    fix: 'Keep headers and the environment out of errors and logs.',
    name: 'output and results',
    judge(seen) {
      for (const { output, calls } of sessions(seen)) {
        if (output.stderr.includes(seen.key)) throw new Mismatch('no key', 'the key on stderr');
        if (calls.some(({ text }) => text.includes(seen.key))) throw new Mismatch('no key', 'the key in a result');
      }
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/revoked-fails',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key a tool call returns an error.',
    why: 'The model takes a normal result for the output of the code and continues as if it had run.',
    fix: 'Set isError if hostd does not respond with 200.',
    revoked: true,
    name: 'run_python',
    judge(seen) {
      const { call } = controlled(seen);
      if (!call.isError) throw new Mismatch('an error', `a result: ${call.text}`);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/revoked-says-so',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key a tool call reports that the key was refused.',
    why: 'The model or its user can only act on it if they are told.',
    fix: 'Return the status and the "error" text of the response.',
    revoked: true,
    name: 'run_python',
    judge(seen) {
      const { call } = controlled(seen);
      if (!SAYS_SO.test(call.text)) throw new Mismatch('a text about the refused key', call.text);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/revoked-stops',
    level: 'should',
    rule: 'sdk/refused-key',
    title: `With a revoked key a tool call sends at most ${ATTEMPTS} requests.`,
    why: 'Retrying does not make a key valid, and the model waits in the meantime.',
    fix: 'Retry on transient errors such as 503, never on 401.',
    revoked: true,
    name: 'requests that were refused',
    judge(seen) {
      const { refused } = controlled(seen);
      if (refused > ATTEMPTS) throw new Mismatch(`at most ${ATTEMPTS}`, String(refused));
    },
  }),
];

function sessions({ valid, interrupted, revoked }: McpSeen): readonly McpSession[] {
  return [valid, interrupted, ...(revoked ? [revoked] : [])];
}

/** The call with a revoked key. The call with a valid key is its control. */
function controlled({ valid, revoked }: McpSeen) {
  const [control] = valid.calls;
  const [call] = revoked?.calls ?? [];
  if (!control || !call) throw new Skip('the server has no run_python tool with a "code" argument');
  requireSuccess(control);
  const refused = revoked?.entries.filter(({ status }) => status === 401).length ?? 0;
  return { call, refused };
}

function requireSuccess({ isError, text }: McpSession['calls'][number]): void {
  if (isError) throw new Untestable('control: the call succeeds with a valid key', text);
}
