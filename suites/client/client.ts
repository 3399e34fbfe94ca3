import { parseTraceparent } from '../../mock/core/trace.ts';
import { Mismatch, Skip, Untestable } from '../../src/checks/verdict.ts';
import { type ProgramCheck, programCheck, requestCheck } from '../../src/program/check.ts';
import type { ClientSeen } from '../../src/program/client.ts';
import { endOf, succeeded } from '../../src/program/command.ts';
import { isProtected, valuesOf } from '../../src/program/sent.ts';
import { ATTEMPTS, SAYS_SO } from '../lib/refused.ts';
import { requestRules } from '../lib/sent-rules.ts';

export const clientChecks: readonly ProgramCheck<ClientSeen>[] = [
  ...requestRules('client'),
  requestCheck<ClientSeen>({
    id: 'client/trace-continued',
    level: 'should',
    rule: 'sdk/trace-continued',
    title: 'The traceparent continues the trace given in PODFLARE_TRACEPARENT.',
    why: "An agent's tool calls are found by the agent's trace id. Under another trace id they are lost.",
    fix: "Use the trace id of PODFLARE_TRACEPARENT. The span id may be the program's own.",
    expected: 'the trace id of PODFLARE_TRACEPARENT',
    requests: ({ valid }) => valid.entries.filter((entry) => traceId(valuesOf(entry, 'traceparent')) !== ''),
    found(entry, { traceparent }) {
      const id = traceId(valuesOf(entry, 'traceparent'));
      return id === traceId([traceparent]) ? undefined : `trace id ${id}`;
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/trace-on-all',
    level: 'should',
    rule: 'sdk/three-headers',
    title: 'A program that sends traceparent sends it with every request.',
    why: 'A trace with gaps is misleading: the missing calls seem not to have happened.',
    fix: 'Set the header in the one place that every request goes through.',
    name: 'requests that need a key',
    judge({ valid }) {
      const all = valid.entries.filter(isProtected);
      const without = all.filter((entry) => valuesOf(entry, 'traceparent').length === 0);
      if (without.length === all.length) throw new Skip('the program sends no traceparent');
      if (without.length > 0)
        throw new Mismatch('a traceparent on every request', `none on ${without.length} of ${all.length} requests`);
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/destroys',
    level: 'should',
    rule: 'sdk/destroys',
    title: 'The program destroys every sandbox that it created.',
    why: 'A leaked sandbox is billed until it times out and takes a slot in the pool.',
    fix: 'Destroy sandboxes on every exit path, including forks that lose a merge.',
    name: 'sandboxes left',
    judge({ valid }) {
      if (!succeeded(valid)) throw new Skip(`the program did not finish: ${endOf(valid)}`);
      const kept = valid.entries.filter(({ operation, body }) => operation === 'createSandbox' && persists(body));
      if (kept.length > 0) throw new Skip('the program creates persistent sandboxes');
      if (!valid.entries.some(({ operation }) => operation === 'createSandbox'))
        throw new Skip('the program created no sandbox');
      const forks = valid.left.filter(({ parent }) => parent !== undefined).length;
      if (valid.left.length > 0)
        throw new Mismatch('none', `${valid.left.length}, including ${forks} forks: ${valid.left[0]?.id}`);
    },
  }),
  requestCheck<ClientSeen>({
    id: 'client/no-afterlife',
    level: 'may',
    rule: 'sdk/no-afterlife',
    title: 'The program sends no request to a sandbox that it destroyed or merged away.',
    why: 'The request is wasted, and often shows that two parts of the program own the same sandbox.',
    fix: 'Mark a merged sandbox as closed, so that closing it again sends nothing.',
    expected: 'no request to a sandbox that the program destroyed or merged away',
    requests: ({ valid }) => valid.entries.filter(({ parameters }) => Object.keys(parameters).length > 0),
    found(entry, { valid }) {
      const ended = new Set(valid.entries.filter(({ number }) => number < entry.number).flatMap(endedBy));
      const gone = Object.values(entry.parameters).find((id) => ended.has(id));
      return gone === undefined ? undefined : `a request to ${gone}, which is gone`;
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/key-not-printed',
    level: 'should',
    rule: 'auth/keys-not-logged',
    title: 'The program does not print its key.',
    why: 'Program output ends up in logs and CI records, which more people can read than may use the key.',
    fix: 'Keep the Authorization header and the environment out of the logs.',
    name: 'its output',
    judge({ valid, revoked, key }) {
      for (const run of [valid, ...(revoked ? [revoked] : [])])
        for (const stream of ['stdout', 'stderr'] as const)
          if (run.output[stream].includes(key)) throw new Mismatch('no key', `the key on ${stream}`);
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/works',
    level: 'must',
    rule: 'sdk/works',
    title: 'With a valid key the program exits with code 0.',
    why: 'This is the control for the whole run: a program that stops early sends only some of its requests.',
    fix: 'Use a program that succeeds against the mock. If it depends on particular output, supply it with `--script`.',
    name: 'its exit code',
    judge({ valid }) {
      requireSuccess(valid);
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/revoked-fails',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key the program fails.',
    why: 'A job that exits with 0 although nothing ran reports work that was never done.',
    fix: 'Treat a 401 as an error and propagate it to the exit code.',
    revoked: true,
    name: 'its exit code',
    judge(seen) {
      const revoked = controlled(seen);
      if (!revoked.exit) throw new Mismatch('it exits with a non-zero code', endOf(revoked));
      if (succeeded(revoked)) throw new Mismatch('a non-zero exit code', endOf(revoked));
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/revoked-says-so',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key the program reports that the key was refused.',
    why: 'Otherwise whoever is on call checks the network first and the key last.',
    fix: 'Print the status of the response and its "error" text.',
    revoked: true,
    name: 'its output',
    judge(seen) {
      const revoked = controlled(seen);
      const usual = new Set(seen.valid.output.lines);
      const news = revoked.output.lines.filter((line) => !usual.has(line));
      if (!news.some((line) => SAYS_SO.test(line)))
        throw new Mismatch(
          'a line about the refused key',
          news.length === 0
            ? 'no line that it does not also print with a valid key'
            : `nothing about it, last line: ${news.at(-1)}`,
        );
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/revoked-stops',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key the program gives up after at most 3 requests for each sandbox it needs.',
    why: 'Retrying does not make a key valid. A fleet that retries attacks its own server.',
    fix: 'Retry on transient errors such as 503, never on 401.',
    revoked: true,
    name: 'requests that were refused',
    judge(seen) {
      const revoked = controlled(seen);
      const creates = seen.valid.entries.filter(({ operation }) => operation === 'createSandbox').length;
      const limit = ATTEMPTS * Math.max(creates, 1);
      const refused = revoked.entries.filter(({ status }) => status === 401).length;
      if (refused > limit) throw new Mismatch(`at most ${limit}`, String(refused));
    },
  }),
];

/** The run with a revoked key. The run with a valid key is its control. */
function controlled({ valid, revoked }: ClientSeen) {
  requireSuccess(valid);
  if (!revoked) throw new Error('the program was not run with a revoked key');
  if (!revoked.entries.some(({ status }) => status === 401))
    throw new Skip('with a revoked key the program sent no request that needs a key');
  return revoked;
}

function requireSuccess(valid: ClientSeen['valid']): void {
  if (!succeeded(valid)) throw new Untestable('control: exit code 0 with a valid key', endOf(valid));
}

function traceId(values: readonly string[]): string {
  return values.length === 1 ? parseTraceparent(values[0] ?? '').traceId : '';
}

function persists(body: string | undefined): boolean {
  return /"persistent"\s*:\s*true/.test(body ?? '');
}

/** The ids of the sandboxes that a request destroyed or merged away. */
function endedBy({ operation, parameters, status }: ClientSeen['valid']['entries'][number]): string[] {
  if (status >= 300) return [];
  const { id, winner } = parameters;
  return operation === 'destroySandbox' && id !== undefined
    ? [id]
    : operation === 'mergeSandbox' && winner !== undefined
      ? [winner]
      : [];
}
