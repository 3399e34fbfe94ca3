import { check, checkEach } from '../../src/checks/check.ts';
import { answer } from '../../src/checks/expectation.ts';
import { EVERYWHERE } from '../lib/configurations.ts';
import { discriminates, manyRefusals } from '../lib/controls.ts';
import { evidence, healthy, healthyOr, saysOk, status, summary } from '../lib/expectations.ts';
import { destroy, healthz, requestFor, withHeader } from '../lib/requests.ts';

const probe = requestFor(healthz);
const AUTH = ['enforced', 'enforced-any', 'dev', 'disabled', 'disabled-any-keys'] as const;

const notRefused = answer('any answer but 401', (response) =>
  response.status === 401 ? summary(response) : undefined,
);

export const healthzChecks = [
  check({
    id: 'healthz/no-key',
    level: 'must',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz answers 2xx without a key, in every configuration.',
    why: 'Orchestrators probe without a key. A hostd that asks them for one is restarted for ever.',
    fix: 'Let exactly this path pass before the key is looked for.',
    on: EVERYWHERE,
    async run(t) {
      await discriminates(t);
      await t.expect(probe, healthy);
    },
  }),
  checkEach(
    [
      { name: 'a valid key', value: (key: string | undefined) => `Bearer ${key ?? 'no-key-configured'}` },
      { name: 'a wrong key', value: () => 'Bearer pk_wrong_0123456789abcdef' },
      { name: 'Basic', value: () => `Basic ${Buffer.from('probe:probe').toString('base64')}` },
      { name: 'empty', value: () => '' },
      { name: 'Bearer alone', value: () => 'Bearer' },
      { name: 'garbage', value: () => '%%% not a credential %%%' },
      // A server may refuse such bytes in any header.
      { name: 'a byte above 0x7F', value: () => 'Bearer \xe9', expected: healthyOr(400) },
    ],
    {
      id: 'healthz/any-authorization',
      level: 'must',
      rule: 'auth/healthz-exempt',
      title: 'GET /v1/healthz answers 2xx whatever the Authorization header says.',
      why: 'An exempt route that still judges keys fails as soon as a probe sends an old or foreign one.',
      fix: 'Skip the key check for this path; do not run it and forgive a missing header only.',
      on: AUTH,
      async run(t, { value, expected = healthy }) {
        await discriminates(t);
        await t.expect(withHeader(probe, 'Authorization', value(t.keys[0])), expected);
      },
    },
  ),
  checkEach([{ name: '?t=1' }, { name: '?' }, { name: '?path=/v1/sandboxes' }], {
    id: 'healthz/query',
    level: 'must',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz with a query answers 2xx without a key.',
    why: 'Probes add cache busters; the query is no part of the path.',
    fix: 'Compare the path without its query.',
    on: ['enforced', 'dev'],
    async run(t, { name }) {
      await discriminates(t);
      await t.expect({ ...probe, target: `${probe.target}${name}` }, healthy);
    },
  }),
  check({
    id: 'healthz/after-401',
    level: 'must',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz answers 2xx on a connection that was just refused.',
    why: 'Behind a proxy many callers share a connection; a refusal of one must not spoil the probe of another.',
    fix: 'Keep no verdict beyond the request that it was made for.',
    on: ['enforced'],
    async run(t) {
      const connection = await t.connect();
      // Without a body: what a server leaves unread of one is the matter of unauthorized/unread-body.
      await t.control(requestFor(destroy), status(401), connection);
      if (!connection.reusable) t.skip('the server closes the connection after a 401');
      await t.expect(probe, healthy, connection);
    },
  }),
  check({
    id: 'healthz/after-refusals',
    level: 'must',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz answers 2xx after many refusals from the same address.',
    why: 'A limit on failed keys that takes the probe with it lets a stranger have the server restarted.',
    fix: 'Count failed keys where keys are checked; leave the exempt path out of it.',
    on: ['patient'],
    async run(t) {
      await manyRefusals(t);
      await t.expect(probe, healthy);
    },
  }),
  checkEach([{ name: 'application/json' }, { name: 'text/plain' }, { name: '*/*' }], {
    id: 'healthz/accept',
    level: 'should',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz answers 2xx whatever type of answer is asked for.',
    why: 'Monitors ask for JSON or for text by habit; a 406 is an alarm about nothing.',
    fix: 'Do not negotiate the form of the probe.',
    on: ['enforced'],
    async run(t, { name }) {
      await discriminates(t);
      await t.expect(withHeader(probe, 'Accept', name), healthy);
    },
  }),
  check({
    id: 'healthz/status',
    level: 'should',
    rule: 'docs/healthz-status',
    title: 'The status of the liveness response is 200.',
    why: 'Some probes compare the status with 200, and take a 204 for a server that is down.',
    fix: 'Answer 200 with the body `ok`.',
    on: ['enforced', 'dev'],
    async run(t) {
      await discriminates(t);
      await t.expect(probe, status(200));
    },
  }),
  check({
    id: 'healthz/body',
    level: 'should',
    rule: 'docs/healthz-body',
    title: 'The liveness answer says ok.',
    why: 'Monitors look for the word, not only for the status.',
    fix: 'Answer the text `ok`, or JSON that says so.',
    on: ['enforced', 'dev'],
    async run(t) {
      await discriminates(t);
      const exchange = await t.send(probe, 'probe');
      if (exchange.response?.status === 204) t.skip('a 204 has no body; see healthz/status');
      t.judge(exchange, saysOk);
    },
  }),
  check({
    id: 'healthz/head',
    level: 'should',
    rule: 'auth/healthz-exempt',
    title: 'HEAD /v1/healthz without a key is not 401.',
    why: 'Load balancers probe with HEAD; the exemption is of the path, not of one method.',
    fix: 'Exempt the path and leave the method to the router.',
    on: ['enforced'],
    async run(t) {
      await discriminates(t);
      await t.expect({ ...probe, method: 'HEAD' }, notRefused);
    },
  }),
  check({
    id: 'healthz/post',
    level: 'should',
    rule: 'auth/healthz-exempt',
    title: 'POST /v1/healthz without a key is not 401.',
    why: 'A 401 sends people looking for a key where the method was the mistake.',
    fix: 'Exempt the path and leave the method to the router.',
    on: ['enforced'],
    async run(t) {
      await discriminates(t);
      // A step: bypass/method judges whether a protected handler ran.
      const exchange = await t.send({ ...probe, method: 'POST' }, 'step');
      if (exchange.response && evidence(exchange.response)) t.skip('it reaches a protected handler; see bypass/method');
      t.judge(exchange, notRefused);
    },
  }),
];
