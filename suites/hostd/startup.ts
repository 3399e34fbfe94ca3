import { check, checkEach } from '../../src/checks/check.ts';
import type { ConfigurationName } from '../../src/checks/configurations.ts';
import type { Exit } from '../../src/checks/launch.ts';
import { exitText, STOP_LIMIT_MS } from '../../src/checks/launch.ts';
import type { Role, Trial } from '../../src/checks/trial.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { discriminates } from '../lib/controls.ts';
import { created, healthy, neverAuthenticates, served, status, summary, textOf } from '../lib/expectations.ts';
import { staysOnLoopback } from '../lib/exposure.ts';
import {
  createRequest,
  exec,
  healthz,
  requestFor,
  underKnownName,
  WRONG,
  withHeader,
  withKey,
} from '../lib/requests.ts';

interface Refusal {
  readonly name: ConfigurationName;
}

/** It must end and never have been there for anyone. */
async function refuses(t: Trial, name: ConfigurationName): Promise<Exit> {
  const attempt = await t.attempt(name);
  const expected = 'that it exits and accepts no connection';
  if (attempt.answered) t.fail(expected, 'it started, and answers GET /v1/healthz');
  if (attempt.looksOpen > 1) t.fail(expected, 'its port accepted connections');
  return attempt.exit ?? t.fail(expected, `it was still running after ${attempt.limitMs} ms`);
}

function requireFailure(t: Trial, exit: Exit | undefined): void {
  if (exit?.code === 0) t.fail('an exit code other than 0', 'exit code 0, as if all were well');
}

const mentions = (text: string, keys: readonly string[]) => keys.some((key) => text.includes(key));

const all = (...names: ConfigurationName[]): Refusal[] => names.map((name) => ({ name }));

/** What is no key: a list that a server takes literally must not let them in. */
const NO_KEYS: readonly WireRequest[] = [
  createRequest,
  ...['', 'Bearer', 'Bearer ', 'Bearer  ', 'Bearer ,', 'Bearer \t'].map((value) =>
    withHeader(createRequest, 'Authorization', value),
  ),
];

/** A server that takes blank entries for keys is closed to everyone: it may start, as long as it serves nobody. */
async function closedToEveryone(t: Trial, name: ConfigurationName): Promise<void> {
  await t.launch(name, async ({ wire }) => {
    const send = async (request: WireRequest, role: Role) => {
      const exchange = await wire.send(request);
      t.record(exchange, role);
      return exchange;
    };
    t.require(await send(requestFor(healthz), 'control'), healthy);
    for (const request of NO_KEYS) t.judge(await send(request, 'probe'), neverAuthenticates);
    t.judge(await send(requestFor(exec), 'probe'), status(401));
  });
}

export const startupChecks = [
  checkEach(all('refused-any', 'refused-any-ipv6', 'refused-machine', 'refused-machine-ipv6'), {
    id: 'startup/refuses',
    level: 'must',
    rule: 'auth/refuse-to-start',
    title: 'Without keys, on an address that is not loopback, hostd refuses to start.',
    why: 'It is the rule that keeps an unauthenticated code-execution API off the network.',
    fix: 'Check address, keys and flag before the socket is opened, and exit with an error.',
    on: 'launch',
    async run(t, { name }) {
      await refuses(t, name);
    },
  }),
  checkEach(
    all(
      'refused-bare-port',
      'refused-empty-host',
      'refused-mapped',
      'refused-mapped-hex',
      'refused-long-ipv6',
      'refused-zero',
    ),
    {
      id: 'startup/refuses-other-spellings',
      level: 'must',
      rule: 'auth/refuse-to-start',
      title: 'An address that means all interfaces in another spelling is refused as well, or bound to loopback only.',
      why: 'A rule that compares with the text 0.0.0.0 is passed by :7070, by 0:7070 and by [::ffff:0.0.0.0]:7070.',
      fix: 'Parse the address first, and judge what would be bound.',
      on: 'launch',
      async run(t, { name }) {
        const { answered, exposed, looksOpen } = await t.attempt(name);
        const loopbackOnly = answered && !exposed;
        if (!loopbackOnly || (looksOpen > 1 && exposed)) await refuses(t, name);
      },
    },
  ),
  checkEach(all('refused-empty-keys', 'refused-comma-keys', 'refused-blank-keys'), {
    id: 'startup/empty-lists',
    level: 'must',
    rule: 'auth/empty-list',
    title: 'A key list without a key in it is refused, or nobody is served.',
    why: 'An empty variable in a manifest is the usual way to lose the keys; an empty entry would let an empty token in.',
    fix: 'Trim the entries and drop empty ones before you ask whether there are keys.',
    on: 'launch',
    async run(t, { name }) {
      const { answered } = await t.attempt(name);
      if (answered) await closedToEveryone(t, name);
      else await refuses(t, name);
    },
  }),
  checkEach(all('refused-flag-0', 'refused-flag-false', 'refused-flag-empty'), {
    id: 'startup/refuses-with-flag-off',
    level: 'must',
    rule: 'auth/disable-flag-off',
    title: 'A disable flag that is set to 0, to false or to nothing does not lift the refusal.',
    why: 'Whoever writes 0 means no.',
    fix: 'Read the flag in one place, and use its value for the refusal as well.',
    on: 'launch',
    async run(t, { name }) {
      await refuses(t, name);
    },
  }),
  checkEach(all('refused-any', 'refused-any-ipv6', 'refused-empty-keys', 'refused-flag-0'), {
    id: 'startup/exit-code',
    level: 'should',
    rule: 'auth/refusal-exit-code',
    title: 'A refused start ends with an exit code other than 0.',
    why: 'Supervisors and scripts take 0 for success: the job is done, and nobody looks.',
    fix: 'Exit with 1, or any other code but 0.',
    on: 'launch',
    async run(t, { name }) {
      const { exit, answered } = await t.attempt(name);
      if (!exit || answered) t.skip('it does not refuse; see startup/refuses');
      requireFailure(t, exit);
    },
  }),
  check({
    id: 'startup/says-why',
    level: 'should',
    rule: 'auth/refusal-reason',
    title: 'The refusal names PODFLARE_API_KEYS.',
    why: 'A container that exits without a word costs an evening.',
    fix: 'Print what is missing and how to set it, to stderr.',
    on: 'launch',
    async run(t) {
      const { output, exit, answered } = await t.attempt('refused-any');
      if (!exit || answered) t.skip('it does not refuse; see startup/refuses');
      if (!output.lines.some((line) => line.includes('PODFLARE_API_KEYS')))
        t.fail('a line that names PODFLARE_API_KEYS', output.tail() || 'no output');
    },
  }),
  check({
    id: 'startup/port-stays-closed',
    level: 'should',
    rule: 'auth/refuse-to-start',
    title: 'A refused start never opens its port, not even for a moment.',
    why: 'Between opening and refusing the server is there; and a port that flaps looks like a crash.',
    fix: 'Decide before the socket is opened.',
    on: 'launch',
    async run(t) {
      const attempt = await t.attempt('refused-any');
      if (attempt.looksOpen > 0) t.fail('a port that stays closed', 'it accepted a connection');
    },
  }),
  check({
    id: 'startup/starts-with-keys',
    level: 'must',
    rule: 'auth/enforced-anywhere',
    title: 'With keys hostd starts on any address, with lists of any length, and enforces them.',
    why: 'It is how hostd runs in production.',
    fix: 'Refuse only when there are neither keys nor the flag.',
    on: ['enforced-any', 'enforced-ipv6', 'one-key', 'fifty-keys', 'empty-entry', 'trailing-comma'],
    needsLaunch: true,
    judgesStart: true,
    async run(t) {
      await t.control(withKey(createRequest, t.key), created);
      await t.expect(createRequest, status(401));
    },
  }),
  check({
    id: 'startup/every-address',
    level: 'must',
    rule: 'auth/enforced-anywhere',
    title: 'With keys hostd enforces them at whatever address of the machine it is reached.',
    why: 'A gate that trusts callers by where they come from is open to every process and proxy of that place.',
    fix: 'Decide by the keys and by the address that was bound, once, at the start; never by the caller.',
    on: ['enforced-any-machine', 'enforced-any-ipv6', 'enforced-any-mapped', 'enforced-other-loopback'],
    needsLaunch: true,
    async run(t) {
      const named = await underKnownName(t);
      const request = named(createRequest);
      await t.control(withKey(request, t.key), created);
      await t.expect(request, status(401));
      await t.expect(withKey(request, WRONG), status(401));
    },
  }),
  check({
    id: 'startup/bound-address',
    level: 'must',
    rule: 'auth/bind-address',
    title: 'With keys or with auth disabled, too, hostd on a loopback address cannot be reached at any other.',
    why: 'Whoever disables auth on 127.0.0.1 relies on that address: one listener more opens the machine to the network.',
    fix: 'Bind exactly the address that was given, in every mode.',
    on: ['enforced', 'enforced-default', 'disabled', 'disabled-keys'],
    needsLaunch: true,
    async run(t) {
      await discriminates(t);
      await staysOnLoopback(t, t.instance);
    },
  }),
  check({
    id: 'startup/first-request',
    level: 'must',
    rule: 'auth/every-request',
    title: 'The very first request after the start is judged like any other.',
    why: 'Keys that are read when they are first needed are not there for the first who comes.',
    fix: 'Read the keys before the socket is opened.',
    on: 'launch',
    async run(t) {
      await t.launch('enforced', async ({ wire, keys: [key = ''] }) => {
        const first = await wire.send(createRequest);
        t.record(first, 'probe');
        t.require(await wire.send(withKey(requestFor(exec), key)), served(exec));
        t.judge(first, status(401));
      });
    },
  }),
  checkEach(all('bad-address', 'bad-port'), {
    id: 'startup/bad-address',
    level: 'should',
    rule: 'docs/bad-address',
    title: 'An address that is none ends the start with an error.',
    why: 'A server that falls back to another address listens where nobody expects it.',
    fix: 'Exit with an error that shows the value.',
    on: 'launch',
    async run(t, { name }) {
      requireFailure(t, await refuses(t, name));
    },
  }),
  check({
    id: 'startup/port-in-use',
    level: 'should',
    rule: 'docs/port-in-use',
    title: 'A port that is in use ends the start with an error.',
    why: 'A server that takes another port, or waits, looks started and is not found.',
    fix: 'Exit with an error when the address cannot be bound.',
    on: 'launch',
    async run(t) {
      const exit = await t.launchOnTakenPort('enforced');
      if (!exit || exit.code === 0)
        t.fail(
          'that it exits with a code other than 0',
          exit ? exitText(exit) : 'it was still running at the end of the limit',
        );
    },
  }),
  checkEach(
    [
      { name: 'text', on: 'enforced' },
      { name: 'JSON', on: 'json-logs' },
      { name: 'auth disabled', on: 'disabled-keys' },
    ] as const,
    {
      id: 'startup/keys-stay-secret',
      level: 'must',
      rule: 'auth/keys-stay-secret',
      title: 'No configured key appears in the output of hostd or in a response as long as no request carries it.',
      why: 'Whoever reads the log, or asks for it, could run code: logs are shipped and kept by people and systems that the keys are not for.',
      fix: 'Log how many keys there are, never which; compare keys, and put none of them into a message.',
      on: 'launch',
      async run(t, { on }) {
        const expected = 'output and responses without a configured key';
        const output = await t.launch(on, async ({ keys, wire, output: printed }) => {
          const call = requestFor(exec);
          const exchanges = [];
          for (const request of [requestFor(healthz), call, withKey(call, WRONG)])
            exchanges.push(await wire.send(request));
          for (const exchange of exchanges) t.record(exchange, 'step');
          const responses = exchanges.flatMap(({ response }) => response ?? []);
          if (responses.length === 0) throw new Untestable('as a control: a response', 'none');
          const leak = responses.find((response) => mentions(textOf(response), keys));
          if (leak) t.fail(expected, summary(leak));
          return { keys, printed };
        });
        const leak = output.printed.lines.find((line) => mentions(line, output.keys));
        if (leak !== undefined) t.fail(expected, leak);
      },
    },
  ),
  checkEach([{ name: 'text', on: 'enforced' } as const, { name: 'JSON', on: 'json-logs' } as const], {
    id: 'startup/sent-keys-not-logged',
    level: 'should',
    rule: 'auth/keys-not-logged',
    title: 'A key that a request carries, valid or not, does not appear in what hostd prints.',
    why: 'A request log with headers collects the keys of all callers; a key with a typo in it is nearly a key.',
    fix: 'Leave the Authorization header out of request logs.',
    on: 'launch',
    async run(t, { on }) {
      const sent = await t.launch(on, async ({ keys, wire, output: printed }) => {
        const call = requestFor(exec);
        for (const key of [...keys, WRONG]) await wire.send(withKey(call, key));
        return { keys: [...keys, WRONG], printed };
      });
      const leak = sent.printed.lines.find((line) => mentions(line, sent.keys));
      if (leak !== undefined) t.fail('output without the keys of requests', leak);
    },
  }),
  check({
    id: 'startup/sigterm',
    level: 'should',
    rule: 'docs/sigterm',
    title: `SIGTERM ends hostd within ${STOP_LIMIT_MS / 1000} s.`,
    why: 'Orchestrators send it first and kill a little later, with whatever is then half done.',
    fix: 'Handle SIGTERM: stop listening, close connections, exit. As process 1 of a container there is no default.',
    on: 'launch',
    async run(t) {
      const { stopped } = await t.quietRun('enforced');
      if (!stopped) t.fail(`that it ends within ${STOP_LIMIT_MS / 1000} s`, 'it had to be killed');
    },
  }),
];
