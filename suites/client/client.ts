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
    title: 'A traceparent continues the trace of PODFLARE_TRACEPARENT.',
    why: "What an agent's tool call did in a sandbox is found by the trace id of the agent; another one leads nowhere.",
    fix: 'Take the trace id of PODFLARE_TRACEPARENT, with its own span id or with a new one.',
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
    title: 'A program that sends a traceparent sends it with every request.',
    why: 'A trace with holes misleads more than none: the calls that it lacks seem not to have happened.',
    fix: 'Set the header in the one place through which all requests go.',
    name: 'requests that need a key',
    judge({ valid }) {
      const all = valid.entries.filter(isProtected);
      const without = all.filter((entry) => valuesOf(entry, 'traceparent').length === 0);
      if (without.length === all.length) throw new Skip('the program sends no traceparent');
      if (without.length > 0)
        throw new Mismatch('a traceparent on each', `none on ${without.length} of ${all.length} requests`);
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/destroys',
    level: 'should',
    rule: 'sdk/destroys',
    title: 'Every sandbox that the program made is gone when it has ended.',
    why: 'A sandbox that nobody ends is paid for until it times out, and counts against the pool.',
    fix: 'End sandboxes on every way out, those that lost against a merged fork too.',
    name: 'sandboxes left',
    judge({ valid }) {
      if (!succeeded(valid)) throw new Skip(`the program did not come to its end: ${endOf(valid)}`);
      const kept = valid.entries.filter(({ operation, body }) => operation === 'createSandbox' && persists(body));
      if (kept.length > 0) throw new Skip('the program asks for sandboxes that persist');
      if (!valid.entries.some(({ operation }) => operation === 'createSandbox'))
        throw new Skip('the program made no sandbox');
      const forks = valid.left.filter(({ parent }) => parent !== undefined).length;
      if (valid.left.length > 0)
        throw new Mismatch('none', `${valid.left.length}, of them ${forks} forks: ${valid.left[0]?.id}`);
    },
  }),
  requestCheck<ClientSeen>({
    id: 'client/no-afterlife',
    level: 'may',
    rule: 'sdk/no-afterlife',
    title: 'Nothing is sent to a sandbox that was destroyed or merged away.',
    why: 'It is a wasted request, and often a sign that two parts of a program own one sandbox.',
    fix: 'Mark what was merged away as gone, so that closing it sends nothing.',
    expected: 'no request to a sandbox that the program has ended',
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
    why: 'What a program prints ends up in logs and in the records of pipelines, which more people read than may use the key.',
    fix: 'Leave the Authorization header out of what is logged, and the environment too.',
    name: 'its output',
    judge({ valid, revoked, key }) {
      for (const run of [valid, ...(revoked ? [revoked] : [])])
        for (const stream of ['stdout', 'stderr'] as const)
          if (run.output[stream].includes(key)) throw new Mismatch('no key', `the key, on ${stream}`);
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/works',
    level: 'must',
    rule: 'sdk/works',
    title: 'With a valid key the program ends with exit code 0.',
    why: 'It is the control of the whole run: a program that stopped early sent only a part of its requests.',
    fix: 'Run a program that succeeds against the mock; give it `--script` where it needs certain output.',
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
    why: 'A job that succeeds although nothing was run reports work that nobody did.',
    fix: 'Treat a 401 as an error, and let it reach the exit code.',
    revoked: true,
    name: 'its exit code',
    judge(seen) {
      const revoked = controlled(seen);
      if (!revoked.exit) throw new Mismatch('that it ends, with an exit code above 0', endOf(revoked));
      if (succeeded(revoked)) throw new Mismatch('an exit code above 0', endOf(revoked));
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/revoked-says-so',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key the program says that its key was refused.',
    why: 'Whoever is woken by it looks at the network first, and at the key last.',
    fix: 'Show the status of the answer and its "error" text.',
    revoked: true,
    name: 'its output',
    judge(seen) {
      const revoked = controlled(seen);
      const usual = new Set(seen.valid.output.lines);
      const news = revoked.output.lines.filter((line) => !usual.has(line));
      if (!news.some((line) => SAYS_SO.test(line)))
        throw new Mismatch(
          'a line about the refused key',
          news.length === 0 ? 'no line that it does not print otherwise' : `nothing of the kind in: ${news.at(-1)}`,
        );
    },
  }),
  programCheck<ClientSeen>({
    id: 'client/revoked-stops',
    level: 'should',
    rule: 'sdk/refused-key',
    title: 'With a revoked key the program stops asking, after at most 3 requests for each sandbox that it wants.',
    why: 'A key does not become valid by repetition; a fleet that retries is an attack on its own server.',
    fix: 'Retry on what may pass, such as 503, and never on a 401.',
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

/** The run with a revoked key. The one with a valid key is its control. */
function controlled({ valid, revoked }: ClientSeen) {
  requireSuccess(valid);
  if (!revoked) throw new Error('the program was not run with a revoked key');
  if (!revoked.entries.some(({ status }) => status === 401))
    throw new Skip('with a revoked key the program sent nothing that needs a key');
  return revoked;
}

function requireSuccess(valid: ClientSeen['valid']): void {
  if (!succeeded(valid)) throw new Untestable('as a control: with a valid key it ends with exit code 0', endOf(valid));
}

function traceId(values: readonly string[]): string {
  return values.length === 1 ? parseTraceparent(values[0] ?? '').traceId : '';
}

function persists(body: string | undefined): boolean {
  return /"persistent"\s*:\s*true/.test(body ?? '');
}

/** The sandboxes that a request ended. */
function endedBy({ operation, parameters, status }: ClientSeen['valid']['entries'][number]): string[] {
  if (status >= 300) return [];
  const { id, winner } = parameters;
  return operation === 'destroySandbox' && id !== undefined
    ? [id]
    : operation === 'mergeSandbox' && winner !== undefined
      ? [winner]
      : [];
}
