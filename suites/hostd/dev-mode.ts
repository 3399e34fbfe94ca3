import { check, checkEach, checkOperations } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { DEV, LOOPBACK_WITH_KEYS } from '../lib/configurations.ts';
import { discriminates } from '../lib/controls.ts';
import { created, sameStatus, served, status } from '../lib/expectations.ts';
import { staysOnLoopback } from '../lib/exposure.ts';
import { isLoud, normalized, speaksOfAuth } from '../lib/log-lines.ts';
import {
  create,
  createRequest,
  exec,
  requestFor,
  underKnownName,
  WRONG,
  withHeader,
  withKey,
} from '../lib/requests.ts';

/** What a client may send that was never told of dev mode, or was told wrongly. */
const garbage = [
  { name: 'Basic', value: 'Basic dTpw' },
  { name: 'Bearer alone', value: 'Bearer' },
  { name: 'an empty header', value: '' },
  { name: 'an unknown scheme', value: 'Whatever 1234' },
  { name: 'no scheme', value: WRONG },
  { name: 'a list', value: `Bearer ${WRONG}, Bearer other` },
  { name: 'a long token', value: `Bearer ${'k'.repeat(2_000)}` },
  // A server may refuse such bytes in any header.
  { name: 'a byte above 0x7F', value: 'Bearer \xe9', refusable: true },
];

async function starts(t: Trial): Promise<void> {
  const { response } = await t.expect(createRequest, created);
  if (response) await discriminates(t);
}

export const devModeChecks = [
  check({
    id: 'dev-mode/starts',
    level: 'must',
    rule: 'auth/dev-mode',
    title: 'Bound to 127.0.0.1 or [::1] without keys, hostd starts and creates sandboxes without a key.',
    why: 'It is what every tutorial does first.',
    fix: 'Without keys on a loopback address, start with auth off.',
    on: DEV,
    judgesStart: true,
    run: starts,
  }),
  check({
    id: 'dev-mode/other-loopback',
    level: 'should',
    rule: 'auth/dev-mode-other-loopback',
    title: 'localhost and the rest of 127.0.0.0/8 count as loopback.',
    why: 'People write localhost; containers and test rigs use other addresses of the block.',
    fix: 'Decide by the address that was bound, not by comparing with one text.',
    on: ['dev-localhost', 'dev-other-loopback'],
    needsLaunch: true,
    judgesStart: true,
    async run(t) {
      const named = await underKnownName(t);
      await t.expect(named(createRequest), created);
      await discriminates(t, named);
    },
  }),
  checkOperations({
    id: 'dev-mode/no-key',
    level: 'must',
    rule: 'auth/dev-mode',
    title: 'In dev mode every operation is served without a key.',
    why: 'One operation that still asks for a key breaks local development in the middle.',
    fix: 'Take the decision once, at the start, for all routes.',
    on: DEV,
    async run(t, operation) {
      await discriminates(t);
      await t.expect(requestFor(operation), served(operation));
    },
  }),
  checkOperations({
    id: 'dev-mode/any-key',
    level: 'must',
    rule: 'auth/dev-mode',
    title: 'In dev mode every operation is served with whatever key is sent.',
    why: 'SDKs send the key of their environment; dev mode knows none and must not mind.',
    fix: 'With auth off, do not look at the header at all.',
    on: DEV,
    async run(t, operation) {
      await discriminates(t);
      await t.expect(withKey(requestFor(operation), WRONG), served(operation));
    },
  }),
  checkEach(garbage, {
    id: 'dev-mode/garbage',
    level: 'must',
    rule: 'auth/dev-mode',
    title: 'In dev mode a request is served whatever its Authorization header holds.',
    why: 'With auth off there is nothing that a header could get wrong.',
    fix: 'With auth off, do not look at the header at all.',
    on: DEV,
    async run(t, { value, refusable = false }) {
      await discriminates(t);
      for (const [operation, request] of [[create, createRequest] as const, [exec, requestFor(exec)] as const]) {
        const plain = await t.control(request, served(operation));
        const same = refusable ? status(plain.status, 400) : sameStatus(plain, 'as without the header');
        await t.expect(withHeader(request, 'Authorization', value), same);
      }
    },
  }),
  check({
    id: 'dev-mode/default-address',
    level: 'must',
    rule: 'auth/default-address',
    title: 'Without PODFLARE_HOSTD_ADDR, hostd listens on 127.0.0.1:7070.',
    why: 'A default of all interfaces would put an open server on the network the first time someone tries it.',
    fix: 'Make 127.0.0.1:7070 the default.',
    on: ['dev-default'],
    needsLaunch: true,
    judgesStart: true,
    run: starts,
  }),
  checkEach(
    (['dev', 'dev-ipv6', 'dev-localhost', 'dev-other-loopback', 'dev-default'] as const).map((name) => ({ name })),
    {
      id: 'dev-mode/not-exposed',
      level: 'must',
      rule: 'auth/dev-mode-loopback-only',
      title: 'In dev mode hostd cannot be reached at any address of the machine but loopback.',
      why: 'Dev mode has no auth: whoever reaches the port runs code.',
      fix: 'Bind exactly the address that was given.',
      on: 'launch',
      async run(t, { name }) {
        await t.launch(name, (server) => staysOnLoopback(t, server));
      },
    },
  ),
  check({
    id: 'dev-mode/silent',
    level: 'should',
    rule: 'auth/dev-mode-silent',
    title: 'Dev mode is silent: it warns of nothing.',
    why: 'A warning that is always there is not read where it matters.',
    fix: 'Warn only when the disable flag is set.',
    on: 'launch',
    async run(t) {
      const [dev, enforced] = await Promise.all([t.quietRun('dev'), t.quietRun('enforced')]);
      const usual = new Set(enforced.output.lines.map(normalized));
      const warning = dev.output.lines.find(
        (line) => speaksOfAuth(line) && isLoud(line) && !usual.has(normalized(line)),
      );
      if (warning !== undefined) t.fail('no warning about auth', warning);
    },
  }),
  check({
    id: 'dev-mode/keys-enforce',
    level: 'must',
    rule: 'auth/loopback-with-keys',
    title: 'On a loopback address with keys, hostd enforces them.',
    why: 'Whoever configures keys wants them asked for; other users of the machine reach loopback too.',
    fix: 'Let the keys decide first, the address only when there are none.',
    on: LOOPBACK_WITH_KEYS,
    needsLaunch: true,
    async run(t) {
      await t.control(withKey(createRequest, t.key), created);
      await t.expect(createRequest, status(401));
      await t.expect(withKey(createRequest, WRONG), status(401));
    },
  }),
];
