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
    title: 'The documented tools are listed.',
    why: 'An agent that was told of a tool looks for it by its name.',
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
    title: 'Nothing but messages of MCP goes to stdout.',
    why: 'A client reads every line of stdout as a message; a line of a log breaks the session, or is lost.',
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
    title: 'run_python runs code and gives back what it prints.',
    why: 'It is what the server is for.',
    fix: 'Send the code to exec, and put the stdout events into the result.',
    name: 'run_python',
    judge({ valid: { calls } }) {
      const [first] = calls;
      if (!first) throw new Skip('the server has no tool run_python that takes "code"');
      if (first.isError || !/\b42\b/.test(first.text)) throw new Mismatch('42 for print(6 * 7)', first.text);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/works',
    level: 'must',
    rule: 'sdk/works',
    title: 'With a valid key a call of run_python is no error.',
    why: 'It is the control of the whole run: a server whose calls fail sends only a part of its requests.',
    fix: 'Call the server by hand against the mock, and look at the error that it gives back.',
    name: 'run_python',
    judge({ valid: { calls } }) {
      const [first] = calls;
      if (!first) throw new Skip('the server has no tool run_python that takes "code"');
      requireSuccess(first);
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/lazy',
    level: 'should',
    rule: 'mcp/session',
    title: 'No sandbox is made before the first call of a tool.',
    why: 'Editors start every configured server with every window; most of them are never called.',
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
    title: 'One session has one sandbox, for all its calls.',
    why: 'What one call leaves, the next one builds on; and each sandbox costs.',
    fix: 'Keep the sandbox of the first call, and await it where calls overlap.',
    name: 'calls side by side, and later ones',
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
      title: `On ${signal} the sandbox is destroyed, by one request, and the server ends.`,
      why: 'A client ends its servers by signals; a sandbox that stays is paid for until it times out.',
      fix: 'Handle the signal: send the DELETE, wait for its answer, then exit.',
      name: signal,
      judge(seen) {
        const session = signal === 'SIGTERM' ? seen.valid : seen.interrupted;
        if (session.sandbox === undefined) throw new Untestable('as a control: a sandbox that is there', 'none');
        const deletes = session.entries.filter(
          ({ operation, parameters }) => operation === 'destroySandbox' && parameters.id === session.sandbox,
        ).length;
        if (deletes !== 1) throw new Mismatch('one DELETE of its sandbox', deletes === 0 ? 'none' : String(deletes));
        if (!session.endedByItself) throw new Mismatch('that it ends', `it was still running after ${seen.graceMs} ms`);
      },
    }),
  ),
  programCheck<McpSeen>({
    id: 'mcp/key-not-printed',
    level: 'should',
    rule: 'auth/keys-not-logged',
    title: 'The key is neither in a log nor in the result of a tool.',
    why: 'Results go to a model and its provider, and logs of servers into bug reports.',
    fix: 'Leave headers and environment out of errors and logs.',
    name: 'output and results',
    judge(seen) {
      for (const { output, calls } of sessions(seen)) {
        if (output.stderr.includes(seen.key)) throw new Mismatch('no key', 'the key, on stderr');
        if (calls.some(({ text }) => text.includes(seen.key))) throw new Mismatch('no key', 'the key, in a result');
      }
    },
  }),
  programCheck<McpSeen>({
    id: 'mcp/revoked-fails',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key a call is an error.',
    why: 'A model takes a result for what the code printed, and goes on as if it had run.',
    fix: 'Set isError when hostd does not answer 200.',
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
    title: 'With a revoked key a call says that the key was refused.',
    why: 'The model, or whoever reads along, can act on that only when it is told.',
    fix: 'Give the status and the "error" text of the answer.',
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
    title: `With a revoked key a call asks at most ${ATTEMPTS} times.`,
    why: 'A key does not become valid by repetition, and the model waits meanwhile.',
    fix: 'Retry on what may pass, such as 503, and never on a 401.',
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

/** The call with a revoked key. The one with a valid key is its control. */
function controlled({ valid, revoked }: McpSeen) {
  const [control] = valid.calls;
  const [call] = revoked?.calls ?? [];
  if (!control || !call) throw new Skip('the server has no tool run_python that takes "code"');
  requireSuccess(control);
  const refused = revoked?.entries.filter(({ status }) => status === 401).length ?? 0;
  return { call, refused };
}

function requireSuccess({ isError, text }: McpSession['calls'][number]): void {
  if (isError) throw new Untestable('as a control: with a valid key the call works', text);
}
