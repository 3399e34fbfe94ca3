import { check, checkEach, checkOperations } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { Operation } from '../../src/contract/contract.ts';
import { kept } from '../../src/http/kept.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import { discriminates } from '../lib/controls.ts';
import { neverAuthenticates, sameStatus, served, status } from '../lib/expectations.ts';
import {
  create,
  createRequest,
  exec,
  healthz,
  inTurn,
  merge,
  requestFor,
  WRONG,
  withHeader,
  withKey,
} from '../lib/requests.ts';
import { traceLog } from '../lib/trace-log.ts';
import { companions, freshTraceparent, invalidTraceparents, validTraceparents } from '../lib/traceparents.ts';

const request = requestFor(exec);

const withLines = (base: WireRequest, lines: readonly HeaderLine[]): WireRequest => ({
  ...base,
  headers: [...base.headers, ...lines],
});

/** The headers change no verdict: not with a key, not without one, not with a wrong one, and not that of healthz. */
async function changesNothing(t: Trial, lines: readonly HeaderLine[], operation: Operation): Promise<void> {
  await discriminates(t);
  const request = requestFor(operation);
  for (const plain of [withKey(request, t.key), request, withKey(request, WRONG), requestFor(healthz)]) {
    const key = `plain ${JSON.stringify(plain)}`;
    const { response } = await t.instance.once(key, async () => kept(await t.send(plain, 'control')));
    if (!response) throw new Untestable('as a control: an answer without the header', 'none');
    // A server may refuse bytes above 0x7F in any header.
    const refusable = lines.some(([, value]) => /[^\x00-\x7f]/.test(value));
    const same = refusable ? status(response.status, 400) : sameStatus(response, 'as without the header');
    await t.expect(withLines(plain, lines), same);
  }
}

const contentTypes = [
  { name: 'with a charset', value: 'application/json; charset=utf-8' },
  { name: 'with a charset and no blank', value: 'application/json;charset=UTF-8' },
  { name: 'in upper case', value: 'APPLICATION/JSON' },
  { name: 'in mixed case', value: 'Application/Json' },
];

const formats = [
  { name: 'text', on: 'enforced' },
  { name: 'JSON', on: 'json-logs' },
] as const;

export const headersChecks = [
  checkEach(validTraceparents, {
    id: 'headers/traceparent',
    level: 'must',
    rule: 'auth/headers-pass',
    title: 'A valid traceparent is accepted on every request and changes no verdict.',
    why: 'SDKs send it with every request; a server that trips over it fails only where tracing is on.',
    fix: 'Read the header after the key check, and only for tracing.',
    on: ['enforced'],
    run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, validTraceparents, name)),
  }),
  checkEach(invalidTraceparents, {
    id: 'headers/traceparent-invalid',
    level: 'must',
    rule: 'w3c/traceparent-ignored',
    title: 'An invalid traceparent is ignored: the request is served, or refused, as if it were not there.',
    why: 'A tracing header that is broken somewhere on the way must not break the call.',
    fix: 'When the header does not parse, start a new trace and go on.',
    on: ['enforced'],
    run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, invalidTraceparents, name)),
  }),
  checkEach(companions, {
    id: 'headers/tracestate',
    level: 'must',
    rule: 'w3c/tracestate-ignored',
    title: 'tracestate, baggage and other tracing headers change no verdict, well-formed or not.',
    why: 'Proxies and agents add them unasked.',
    fix: 'Ignore what you do not use.',
    on: ['enforced'],
    run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, companions, name)),
  }),
  checkOperations({
    id: 'headers/traceparent-open',
    level: 'must',
    rule: 'auth/headers-pass',
    title: 'traceparent is accepted where auth is off, too.',
    why: 'Local runs are traced as well.',
    fix: 'Read the header on one path through the code, whatever the auth mode.',
    on: ['dev', 'disabled'],
    async run(t, operation) {
      await discriminates(t);
      for (const value of [freshTraceparent(t.random).value, 'garbage'])
        await t.expect(withHeader(requestFor(operation), 'traceparent', value), served(operation));
    },
  }),
  checkEach(
    [
      { name: 'traceparent', value: (key: string) => `00-${key}-00f067aa0ba902b7-01` },
      { name: 'tracestate', value: (key: string) => `podflare=${key}` },
      { name: 'baggage', value: (key: string) => `api_key=${key}` },
    ],
    {
      id: 'headers/no-credential',
      level: 'must',
      rule: 'auth/header-only',
      title: 'A tracing header never authenticates, even with a key in it.',
      why: 'Tracing headers are copied everywhere and kept for long.',
      fix: 'Read the key from the Authorization header only.',
      on: ['enforced'],
      async run(t, { name, value }) {
        await discriminates(t);
        await t.control(withKey(createRequest, t.key), served(create));
        await t.expect(withHeader(createRequest, name, value(t.key)), neverAuthenticates);
        await t.expect(withHeader(createRequest, 'traceparent', freshTraceparent(t.random).value), neverAuthenticates);
      },
    },
  ),
  checkEach([{ name: 'authorization' }, { name: 'AUTHORIZATION' }, { name: 'aUtHoRiZaTiOn' }], {
    id: 'headers/name-case',
    level: 'must',
    rule: 'rfc9110/name-case',
    title: 'The name of the Authorization header is matched without regard to case.',
    why: 'HTTP/2 and many libraries send it in lower case; a proxy may change it on the way.',
    fix: 'Look headers up without regard to case.',
    on: ['enforced'],
    async run(t, { name }) {
      await t.control(withHeader(request, name, `Bearer ${WRONG}`), status(401));
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, name, `Bearer ${t.key}`), served(exec));
    },
  }),
  checkEach([{ name: 'content-type' }, { name: 'CONTENT-TYPE' }, { name: 'Content-type' }], {
    id: 'headers/content-type-name',
    level: 'must',
    rule: 'rfc9110/name-case',
    title: 'The name of the content-type header is matched without regard to case.',
    why: 'HTTP/2 and many libraries send it in lower case.',
    fix: 'Look headers up without regard to case.',
    on: ['enforced'],
    async run(t, { name }) {
      const typed = { ...createRequest, headers: [[name, 'application/json'] as const] };
      await t.control(typed, status(401));
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(withKey(typed, t.key), status(200, 201));
    },
  }),
  checkEach(contentTypes, {
    id: 'headers/content-type',
    level: 'should',
    rule: 'rfc9110/media-type',
    title: 'application/json is recognised with parameters and in any case.',
    why: 'Many clients add a charset unasked.',
    fix: 'Compare type and subtype without case and without parameters.',
    on: ['enforced'],
    async run(t, { value }) {
      const typed = { ...createRequest, headers: [['Content-Type', value] as const] };
      await t.control(typed, status(401));
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(withKey(typed, t.key), status(200, 201));
    },
  }),
  check({
    id: 'headers/content-type-absent',
    level: 'should',
    rule: 'docs/empty-body',
    title: 'A request without a body needs no content type.',
    why: 'curl and the SDKs send none where there is no body, as with merge_into and DELETE.',
    fix: 'Ask for a content type only where there is a body.',
    on: ['enforced'],
    async run(t) {
      await t.control(request, status(401));
      for (const operation of t.contract.protected.filter((item) => !item.body)) {
        const bare: WireRequest = { method: operation.method, target: requestFor(operation).target, headers: [] };
        await t.expect(withKey(bare, t.key), served(operation));
        await t.expect(withKey({ ...bare, body: '' }, t.key), served(operation));
      }
    },
  }),
  check({
    id: 'headers/no-length',
    level: 'may',
    rule: 'docs/empty-body',
    title: 'A POST without a body needs no Content-Length either.',
    why: 'The curl line of the pages for merge_into sends none; clients should, and a server may insist.',
    fix: 'Take a request without Content-Length for one without a body.',
    on: ['enforced'],
    async run(t) {
      await t.control(request, status(401));
      const bare: WireRequest = { ...requestFor(merge), framing: 'none' };
      const plain = await t.control(withKey(requestFor(merge), t.key), served(merge));
      await t.expect(withKey(bare, t.key), sameStatus(plain, 'as with Content-Length: 0'));
    },
  }),
  checkEach(formats, {
    id: 'headers/trace-id-logged',
    level: 'should',
    rule: 'docs/trace-id-logged',
    title: "The caller's trace id is in the log line of its request; behind a gateway, in the request that arrives.",
    why: 'It is what joins the trace of the caller to that of the server.',
    fix: 'Take the second field of traceparent as trace_id of the request span.',
    on: 'launch',
    recorder: 'instead',
    async run(t, { on }) {
      const { traces, valid } = await traceLog(t, on);
      if (!traces.includes(valid.trace)) t.fail(`trace_id ${valid.trace}`, shown(traces));
    },
  }),
  checkEach(formats, {
    id: 'headers/parent-id-logged',
    level: 'should',
    rule: 'docs/parent-id-logged',
    title: "The caller's span id is logged as parent_span_id; behind a gateway, it arrives.",
    why: 'Without it the spans of the server hang loose in the trace.',
    fix: 'Take the third field of traceparent as parent_span_id of the request span.',
    on: 'launch',
    recorder: 'instead',
    async run(t, { on }) {
      const { parents, valid } = await traceLog(t, on);
      if (parents.length === 0) t.skip('the log of this server has no parent_span_id field');
      if (!parents.includes(valid.parent)) t.fail(`parent_span_id ${valid.parent}`, shown(parents));
    },
  }),
  checkEach(formats, {
    id: 'headers/invalid-trace-id-not-logged',
    level: 'should',
    rule: 'w3c/traceparent-ignored',
    title: 'An id from an invalid traceparent is not adopted, repaired or cut to size.',
    why: 'A repaired id joins the trace of somebody else, or one that does not exist.',
    fix: 'Check lengths, digits and case of every field before using any.',
    on: 'launch',
    recorder: 'instead',
    async run(t, { on }) {
      const { traces, invalid } = await traceLog(t, on);
      const logged = traces.map((id) => id.toLowerCase());
      for (const { name, trace } of invalid) {
        const adopted = logged.find((id) => id.includes(trace.slice(1, 31)));
        if (adopted !== undefined) t.fail('a new trace id, or none', `${adopted}, from a traceparent with ${name}`);
      }
    },
  }),
];

function shown(logged: readonly string[]): string {
  const values = [...new Set(logged)].map((value) => (value === '' ? '(empty)' : value));
  return values.length > 0 ? values.slice(-5).join(', ') : 'none';
}
