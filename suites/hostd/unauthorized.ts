import { check, checkEach, checkOperations } from '../../src/checks/check.ts';
import { answer, type Expectation } from '../../src/checks/expectation.ts';
import type { Trial } from '../../src/checks/trial.ts';
import type { Operation } from '../../src/contract/contract.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { header, json, member, type WireResponse } from '../../src/http/response.ts';
import { ENFORCED } from '../lib/configurations.ts';
import { discriminates } from '../lib/controls.ts';
import {
  authenticated,
  closedEarly,
  evidence,
  nothingRan,
  refusedUnread,
  served,
  status,
  summary,
  textOf,
  unauthorized,
} from '../lib/expectations.ts';
import {
  create,
  createRequest,
  destroy,
  exec,
  execRequest,
  fork,
  inTurn,
  merge,
  requestFor,
  WRONG,
  withHeader,
  withKey,
} from '../lib/requests.ts';

const jsonType = answer('content type application/json', (response) => {
  const type = header(response, 'content-type') ?? '(none)';
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type) ? undefined : type;
});

const nothingElse = answer('a JSON object whose only member is `error`', (response) => {
  const value = json(response);
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return names.length === 1 && names[0] === 'error' ? undefined : summary(response);
});

/** Sends the request with a valid key as the control, then as it is. */
async function refusedWithoutKey(
  t: Trial,
  request: WireRequest,
  which: 'missing' | 'either' = 'missing',
): Promise<void> {
  await t.control(withKey(request, t.key), authenticated);
  await t.expect(request, unauthorized(which));
}

/**
 * Sends the request with a valid key as the control, then without one and with a wrong one. False when not even the
 * valid key gets it past the server's parser, so that nothing is judged.
 */
async function refusedForItsKey(t: Trial, request: WireRequest): Promise<boolean> {
  const twin = await t.send(withKey(request, t.key), 'control');
  if (twin.response && [400, 501].includes(twin.response.status)) return false;
  t.require(twin, authenticated);
  const bodiless = request.method === 'HEAD';
  for (const [refused, which] of [
    [request, 'missing'],
    [withKey(request, WRONG), 'either'],
  ] as const) {
    const exchange = await t.send(refused, 'probe');
    if (t.behindGateway && NOT_ON_THE_LIST.includes(exchange.response?.status ?? 0))
      t.skip('a gateway may refuse it by a list of its own');
    t.judge(exchange, bodiless ? status(401) : unauthorized(which));
  }
  return true;
}

/** Statuses with which a gateway refuses a route or a method that is not on its own list. */
const NOT_ON_THE_LIST: readonly number[] = [403, 404, 405];

/** No success and nothing of a handler: neither its effect nor, where `handler` has one of its own, its response. */
function unserved(handler?: WireResponse): Expectation {
  return {
    says: 'no success, and nothing of a handler',
    judge({ response }) {
      if (!response) return undefined;
      const isHandlers = handler?.status === response.status && handler.body.equals(response.body);
      return response.status < 300 || evidence(response) || isHandlers ? summary(response) : undefined;
    },
  };
}

const NOT_UNDERSTOOD = 'the server answers 400 or 501 to it, whatever the key';

/** Judges something about a 401. Whether the answer is one is the matter of other checks. */
async function refusal(t: Trial, request: WireRequest, expectation: Expectation): Promise<void> {
  const exchange = await t.send(request, 'probe');
  if (exchange.response?.status !== 401)
    t.skip('the answer is no 401; see unauthorized/no-key and unauthorized/wrong-key');
  t.judge(exchange, expectation);
}

/** What Basic sends for the user `user`, in a shell. */
const BASIC = 'Basic $(printf %s "user:$PODFLARE_API_KEY" | base64 | tr -d "\\n")';

const otherSchemes = [
  { name: 'Basic', value: (key: string) => `Basic ${Buffer.from(`user:${key}`).toString('base64')}` },
  { name: 'Basic with the key as it is', value: (key: string) => `Basic ${key}` },
  { name: 'Token', value: (key: string) => `Token ${key}` },
  { name: 'Digest', value: (key: string) => `Digest username="u", response="${key}"` },
  { name: 'ApiKey', value: (key: string) => `ApiKey ${key}` },
  { name: 'no scheme', value: (key: string) => key },
  { name: 'no blank after Bearer', value: (key: string) => `Bearer${key}` },
  { name: 'a colon after Bearer', value: (key: string) => `Bearer:${key}` },
  { name: 'a longer scheme', value: (key: string) => `BearerX ${key}` },
  { name: 'Negotiate', value: (key: string) => `Negotiate ${key}` },
];

const emptyTokens = [
  { name: 'Bearer', value: 'Bearer' },
  { name: 'Bearer and a blank', value: 'Bearer ' },
  { name: 'bearer', value: 'bearer' },
  { name: 'an empty header', value: '' },
];

const bodies: readonly { readonly name: string; readonly type?: string; readonly body?: string }[] = [
  { name: 'malformed JSON', type: 'application/json', body: '{"code": ' },
  { name: 'JSON of the wrong type', type: 'application/json', body: '[1, 2]' },
  { name: 'wrong members', type: 'application/json', body: '{"code": 7, "n": "x", "template": []}' },
  { name: 'another content type', type: 'text/plain', body: 'hello' },
  { name: 'a form', type: 'application/x-www-form-urlencoded', body: 'a=1' },
  { name: 'no content type', body: '{}' },
  { name: 'an empty body', type: 'application/json', body: '' },
  { name: 'no body', type: 'application/json' },
];

const unknownRoutes = [
  { name: 'GET /v1/no-such-thing', method: 'GET' },
  { name: 'POST /v1/no-such-thing', method: 'POST' },
  { name: 'POST /v1/sandboxes/sbx_0/no-such-thing', method: 'POST' },
  { name: 'DELETE /v1/a/b/c/d', method: 'DELETE' },
  { name: 'GET /v1/capacity', method: 'GET' },
  { name: 'GET /v1/admin', method: 'GET' },
];

/** What a request may ask for in the form of its answer. */
const negotiations: readonly { readonly name: string; readonly header: readonly [string, string] }[] = [
  { name: 'Accept: text/html', header: ['Accept', 'text/html'] },
  { name: 'Accept: text/plain', header: ['Accept', 'text/plain'] },
  { name: 'Accept: application/xml', header: ['Accept', 'application/xml'] },
  { name: 'X-Requested-With', header: ['X-Requested-With', 'XMLHttpRequest'] },
  { name: 'traceparent', header: ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] },
];

const UNKNOWN: WireRequest = { method: 'POST', target: '/v1/no-such-thing', headers: [] };

/** Without DELETE: what it might do to a collection, with the valid key of the control, is not ours to try. */
const OTHER_METHODS = ['GET', 'POST', 'PUT', 'PATCH'];

function otherMethods(t: Trial, { path }: Operation): string[] {
  const known = t.contract.operations.filter((operation) => operation.path === path).map(({ method }) => method);
  return OTHER_METHODS.filter((method) => !known.includes(method));
}

/** A body of a mebibyte that is valid JSON for create. */
const large = (): string => `{"padding":"${'x'.repeat(1024 * 1024)}"}`;

export const unauthorizedChecks = [
  checkOperations({
    id: 'unauthorized/no-key',
    level: 'must',
    rule: 'auth/missing-body',
    title: 'Without an Authorization header every protected operation answers 401 and says that it is missing.',
    why: 'An operation that answers without a key lets anyone who reaches the port run code.',
    fix: 'Put the key check in front of all routes below /v1/, not on each route.',
    on: [...ENFORCED, 'json-logs'],
    async run(t, operation) {
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await t.expect(request, unauthorized('missing'));
    },
  }),
  checkOperations({
    id: 'unauthorized/wrong-key',
    level: 'must',
    rule: 'auth/invalid-body',
    title: 'With an unknown key every protected operation answers 401 and says that the key is invalid.',
    why: 'A server that takes any well-formed key has no auth at all, and looks as if it had.',
    fix: 'Look the whole token up in the list; on no match answer 401 with the second text.',
    on: [...ENFORCED, 'empty-entry', 'trailing-comma', 'json-logs'],
    async run(t, operation) {
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await t.expect(withKey(request, WRONG), unauthorized('invalid'));
    },
  }),
  checkOperations({
    id: 'unauthorized/content-type',
    level: 'must',
    rule: 'auth/json-type',
    title: 'The 401 is announced as JSON.',
    why: 'SDKs decode by content type; a 401 that is announced as text becomes a decoding error.',
    fix: 'Send `content-type: application/json` with both 401 bodies.',
    on: ['enforced'],
    async run(t, operation) {
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await refusal(t, request, jsonType);
      await refusal(t, withKey(request, WRONG), jsonType);
    },
  }),
  checkOperations({
    id: 'unauthorized/nothing-else',
    level: 'should',
    rule: 'auth/exact-body',
    title: 'The 401 body has the member `error` and no other.',
    why: 'Clients compare with the documented body; what is added is a private extension.',
    fix: 'Send the documented object as it is.',
    on: ['enforced'],
    async run(t, operation) {
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await refusal(t, request, nothingElse);
      await refusal(t, withKey(request, WRONG), nothingElse);
    },
  }),
  checkEach(otherSchemes, {
    id: 'unauthorized/other-scheme',
    level: 'must',
    rule: 'auth/bearer-only',
    title: 'A valid key under any scheme but Bearer is answered 401.',
    why: 'A loose parser that finds the key anywhere in the header will find it where an attacker puts it.',
    fix: 'Split at the first blank, compare the scheme with `bearer` ignoring case, and refuse everything else.',
    on: ['enforced'],
    async run(t, { name, value }) {
      const operation = inTurn(t, otherSchemes, name);
      const request = requestFor(operation);
      const credential = value(t.key);
      if (name === 'Basic') t.secrets.add(credential, '<user and key in Base64>', BASIC);
      await t.control(withKey(request, t.key), served(operation));
      await t.expect(withHeader(request, 'Authorization', credential), unauthorized('either'));
    },
  }),
  checkEach(emptyTokens, {
    id: 'unauthorized/empty-token',
    level: 'must',
    rule: 'auth/bearer-only',
    title: 'A Bearer header without a token is answered 401.',
    why: 'An empty token matches an empty entry of a badly split key list.',
    fix: 'Treat an empty token as no key, and drop empty entries of the list.',
    on: ['enforced', 'one-key', 'empty-entry', 'trailing-comma'],
    async run(t, { value }) {
      for (const operation of t.contract.protected) {
        const request = requestFor(operation);
        await t.control(withKey(request, t.key), served(operation));
        await t.expect(withHeader(request, 'Authorization', value), unauthorized('either'));
      }
    },
  }),
  checkEach(
    [
      ...emptyTokens,
      ...otherSchemes.filter(({ name }) => name === 'Basic').map(({ name }) => ({ name, value: 'Basic dTpw' })),
    ],
    {
      id: 'unauthorized/malformed-is-missing',
      level: 'should',
      rule: 'auth/malformed-is-missing',
      title: 'A header that holds no Bearer key is answered with the text for a missing one.',
      why: '"invalid api key" sends people to their keys where the header was the mistake.',
      fix: 'Answer the second text only when a Bearer token was sent.',
      on: ['enforced'],
      async run(t, { value }) {
        const request = requestFor(exec);
        await t.control(withKey(request, t.key), served(exec));
        await t.expect(withHeader(request, 'Authorization', value), unauthorized('missing'));
      },
    },
  ),
  checkEach(bodies, {
    id: 'unauthorized/before-body',
    level: 'must',
    rule: 'auth/every-request',
    title: 'The key is checked before the body and its content type.',
    why: 'A parser that runs before the key check is open to everyone, and its 400 tells strangers about the API.',
    fix: 'Run the key check before any body is read or parsed.',
    on: ['enforced'],
    async run(t, { type, body }) {
      for (const operation of t.contract.protected.filter((item) => item.body)) {
        const { method, target } = requestFor(operation);
        const headers = type === undefined ? [] : [['Content-Type', type] as const];
        await refusedWithoutKey(t, { method, target, headers, ...(body !== undefined && { body }) });
      }
    },
  }),
  checkEach(unknownRoutes, {
    id: 'unauthorized/unknown-route',
    level: 'must',
    rule: 'auth/every-request',
    title: 'An unknown route below /v1/ serves nothing without a key or with a wrong one.',
    why: 'A fallback that answers in place of the router is a door that nobody remembers.',
    fix: 'Wrap the whole of /v1/ in the key check, the fallback as well.',
    on: ['enforced'],
    async run(t, { name, method }) {
      const request = { method, target: name.slice(method.length + 1), headers: [] };
      await discriminates(t);
      await t.expect(request, unserved());
      await t.expect(withKey(request, WRONG), unserved());
    },
  }),
  checkEach(unknownRoutes, {
    id: 'unauthorized/unknown-route-401',
    level: 'should',
    rule: 'auth/every-request',
    title: 'An unknown route below /v1/ is answered 401 without a key and with a wrong one.',
    why: 'A router that answers 404 first has routes that the key check does not cover, the next one included.',
    fix: 'Wrap the whole of /v1/ in the key check, the fallback as well.',
    on: ['enforced'],
    async run(t, { name, method }) {
      const request = { method, target: name.slice(method.length + 1), headers: [] };
      if (!(await refusedForItsKey(t, request))) t.skip(NOT_UNDERSTOOD);
    },
  }),
  checkOperations({
    id: 'unauthorized/named-healthz',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A protected operation on a sandbox that is called healthz is refused without a key.',
    why: 'An exemption that looks at the end of the path is passed by an id that looks like it.',
    fix: 'Compare the whole path with the exempt one.',
    on: ['enforced'],
    about: ({ parameters }) => parameters.some((parameter) => parameter.in === 'path'),
    async run(t, operation) {
      const named = operation.parameters
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => [name, 'healthz']);
      await refusedWithoutKey(t, requestFor(operation, Object.fromEntries(named) as Record<string, string>));
      const [last] = named.slice(-1);
      if (named.length > 1 && last) await refusedWithoutKey(t, requestFor(operation, { [last[0] ?? '']: 'healthz' }));
    },
  }),
  checkOperations({
    id: 'unauthorized/wrong-method',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A known path with another method serves nothing without a key or with a wrong one.',
    why: 'A check that names methods is passed by the ones that it does not name.',
    fix: 'Wrap the whole of /v1/ in the key check, whatever the method.',
    on: ['enforced'],
    async run(t, operation) {
      const request = requestFor(operation);
      await discriminates(t);
      const own = await t.control(withKey(request, t.key), served(operation));
      const { response: unknown } = await t.send(withKey({ ...UNKNOWN, method: request.method }, t.key), 'control');
      // A server may have one response for everything that it does not find.
      const telling = unknown?.status !== own.status || !unknown.body.equals(own.body);
      for (const method of otherMethods(t, operation)) {
        const { body, ...bodiless } = request;
        const call = { ...(method === 'GET' ? bodiless : request), method };
        await t.expect(call, unserved(telling ? own : undefined));
        await t.expect(withKey(call, WRONG), unserved(telling ? own : undefined));
      }
    },
  }),
  checkOperations({
    id: 'unauthorized/wrong-method-401',
    level: 'should',
    rule: 'auth/every-request',
    title: 'A known path with another method, HEAD among them, is answered 401 without a key and with a wrong one.',
    why: 'A 405 before the key check is the sign of a check that hangs on single routes.',
    fix: 'Wrap the whole of /v1/ in the key check, the answer to a wrong method as well.',
    on: ['enforced'],
    async run(t, operation) {
      const { target } = requestFor(operation);
      let judged = 0;
      for (const method of [...otherMethods(t, operation), 'HEAD'])
        if (await refusedForItsKey(t, { method, target, headers: [] })) judged += 1;
      if (judged === 0) t.skip(NOT_UNDERSTOOD);
    },
  }),
  checkOperations({
    id: 'unauthorized/head',
    level: 'must',
    rule: 'auth/every-request',
    title: 'HEAD on a protected path is no success without a key or with a wrong one.',
    why: 'Frameworks map HEAD to GET by themselves, past checks that name methods.',
    fix: 'Check the key whatever the method.',
    on: ['enforced'],
    async run(t, operation) {
      const request: WireRequest = { method: 'HEAD', target: requestFor(operation).target, headers: [] };
      await discriminates(t);
      await t.expect(request, unserved());
      await t.expect(withKey(request, WRONG), unserved());
    },
  }),
  checkOperations({
    id: 'unauthorized/options-runs-nothing',
    level: 'must',
    rule: 'auth/every-request',
    title: 'OPTIONS without a key never runs a handler.',
    why: 'A check that lets preflights pass must let nothing but preflights pass.',
    fix: 'Answer OPTIONS in the CORS layer or after the key check, never in the handler.',
    on: ['enforced'],
    async run(t, operation) {
      const request = { ...requestFor(operation), method: 'OPTIONS' };
      await t.control(withKey(requestFor(exec), t.key), served(exec));
      await t.control(requestFor(exec), status(401));
      await t.expect(request, nothingRan);
      await t.expect(
        withHeader(
          withHeader(request, 'Origin', 'http://a.example'),
          'Access-Control-Request-Method',
          operation.method,
        ),
        nothingRan,
      );
    },
  }),
  checkOperations({
    id: 'unauthorized/options',
    level: 'should',
    rule: 'auth/every-request',
    title: 'OPTIONS on a protected path is answered 401 without a key, unless a CORS layer answers it.',
    why: 'The rule has no exception for a method; a CORS layer is the one good reason.',
    fix: 'Check the key for OPTIONS too where no CORS layer answers it.',
    on: ['enforced'],
    async run(t, operation) {
      const request: WireRequest = { method: 'OPTIONS', target: requestFor(operation).target, headers: [] };
      await discriminates(t);
      await t.control(withKey(requestFor(exec), t.key), served(exec));
      const twin = await t.send(withKey(request, t.key), 'control');
      if (twin.response && [400, 501].includes(twin.response.status)) t.skip(NOT_UNDERSTOOD);
      await t.expect(
        request,
        answer('401, or the answer of a CORS layer', (response) => {
          const cors = response.headers.some(([name]) => /^access-control-/i.test(name)) || response.status === 204;
          return response.status === 401 || (cors && !evidence(response)) ? undefined : summary(response);
        }),
      );
    },
  }),
  checkOperations({
    id: 'unauthorized/challenge',
    level: 'should',
    rule: 'rfc9110/challenge',
    title: 'A 401 carries a WWW-Authenticate challenge.',
    why: 'HTTP asks for it of every 401; generic clients find out by it how to authenticate.',
    fix: 'Send `WWW-Authenticate: Bearer`.',
    on: ['enforced'],
    async run(t, operation) {
      const challenge = answer('a WWW-Authenticate header', (response) =>
        header(response, 'www-authenticate') ? undefined : 'none',
      );
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await refusal(t, request, challenge);
      await refusal(t, withKey(request, WRONG), challenge);
    },
  }),
  checkOperations({
    id: 'unauthorized/no-echo',
    level: 'should',
    rule: 'auth/no-echo',
    title: 'A refused key is not repeated in the answer.',
    why: 'Answers end in logs and error trackers; a key with a typo in it is nearly a key.',
    fix: 'Say only that the key is invalid.',
    on: ['enforced'],
    async run(t, operation) {
      const request = requestFor(operation);
      const silent = answer('an answer without the key that was sent', (response) =>
        textOf(response).includes(WRONG) ? summary(response) : undefined,
      );
      await t.control(withKey(request, t.key), served(operation));
      await refusal(t, withKey(request, WRONG), silent);
    },
  }),
  check({
    id: 'unauthorized/before-size-limit',
    level: 'should',
    rule: 'auth/before-size-limit',
    title: 'A large body without a key is refused for the key, not for its size.',
    why: 'A limit that speaks first has read what strangers send.',
    fix: 'Check the key before the body limit applies.',
    on: ['enforced'],
    async run(t) {
      const request = { ...createRequest, body: large() };
      await t.control(withKey(createRequest, t.key), served(create));
      const exchange = await t.send(request, 'probe');
      if (refusedUnread(exchange))
        t.skip('the server closes the connection without reading the body, and its answer is lost');
      t.judge(exchange, status(401));
    },
  }),
  checkEach([{ name: 'a body of two bytes' }, { name: 'a body of 1 MiB' }], {
    id: 'unauthorized/unread-body',
    level: 'should',
    rule: 'rfc9112/framing',
    title: 'After a 401 to a request with a body the connection ends, or goes on with the next request.',
    why: 'What is left of the body is otherwise read as the next request, by whoever shares the connection.',
    fix: 'Drain the body, or close the connection after the 401.',
    on: ['enforced'],
    async run(t, { name }) {
      const next = withKey(requestFor(exec), t.key);
      await t.control(next, served(exec));
      const connection = await t.connect();
      const body = name === 'a body of 1 MiB' ? large() : '{}';
      const refused = await t.send({ ...createRequest, body }, 'probe', connection);
      if (refusedUnread(refused)) return;
      t.judge(refused, status(401));
      if (connection.announcedClose) return;
      const after = await t.send(next, 'probe', connection);
      const found = closedEarly(after) ? undefined : served(exec).judge(after);
      if (found !== undefined) t.fail(`${served(exec).says}, the next request on the connection`, found);
    },
  }),
  check({
    id: 'unauthorized/close-announced',
    level: 'may',
    rule: 'rfc9112/close',
    title: 'A server that closes the connection after a 401 to a request with a large body says so.',
    why: 'A client that is not told sends its next request into a closed connection.',
    fix: 'Drain the body, or send `Connection: close` with the 401.',
    on: ['enforced'],
    async run(t) {
      await t.control(withKey(requestFor(exec), t.key), served(exec));
      const connection = await t.connect();
      const refused = await t.send({ ...createRequest, body: large() }, 'probe', connection);
      if (refused.response && refusedUnread(refused)) t.skip('a gateway answers for the server');
      t.judge(refused, status(401));
      if (connection.announcedClose) return;
      const next = await t.send(withKey(requestFor(exec), t.key), 'probe', connection);
      if (closedEarly(next)) t.fail('an answer on the same connection, or `Connection: close` before', 'it was closed');
      t.judge(next, served(exec));
    },
  }),
  check({
    id: 'unauthorized/before-body-arrives',
    level: 'may',
    rule: 'auth/before-size-limit',
    title: 'The 401 comes before the body has arrived.',
    why: 'A server that waits lets strangers hold connections open with bodies that never come.',
    fix: 'Answer as soon as the header section is there.',
    on: ['enforced'],
    disturbs: true,
    async run(t) {
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect({ ...createRequest, framing: 'withheld' }, status(401));
    },
  }),
  checkEach(
    [
      { name: 'without a key', headers: [] },
      { name: 'with a wrong key', headers: [['Authorization', `Bearer ${WRONG}`] as const] },
    ],
    {
      id: 'unauthorized/again',
      level: 'must',
      rule: 'auth/every-request',
      title: 'Every one of many requests on one connection is refused, not just the first.',
      why: 'A verdict that is kept with the connection, or a counter that runs out, opens the door a little later.',
      fix: 'Decide each request by its own header alone.',
      on: ['enforced'],
      async run(t, { headers }) {
        const request = { ...createRequest, headers: [...createRequest.headers, ...headers] };
        await t.control(withKey(createRequest, t.key), served(create));
        let connection = await t.connect();
        for (let i = 0; i < 110; i += 1) {
          if (!connection.reusable) connection = await t.connect();
          let exchange = await t.send(request, 'probe', connection);
          if (exchange.turn > 1 && closedEarly(exchange)) {
            connection = await t.connect();
            exchange = await t.send(request, 'probe', connection);
          }
          t.judge(exchange, status(401));
        }
      },
    },
  ),
  check({
    id: 'unauthorized/existing-sandbox',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A sandbox that exists is as closed to a stranger as one that does not.',
    why: 'Most tests use ids that do not exist; the handler that matters runs only for one that does.',
    fix: 'Check the key before the sandbox is looked up.',
    on: ['enforced'],
    async run(t) {
      const [first, second] = await twoSandboxes(t);
      const forked = await t.send(withKey(requestFor(fork, { id: first }), t.key), 'control');
      const children = forked.response && member(forked.response, 'children');
      const ids = Array.isArray(children) ? children.filter((id) => typeof id === 'string') : [];
      t.keep(...ids);
      for (const request of [
        ...ids.map((id) => execRequest(id, 'print(6*7)')),
        execRequest(first, 'print(6*7)'),
        requestFor(fork, { id: first }),
        requestFor(merge, { parent: first, winner: second }),
        requestFor(destroy, { id: first }),
      ]) {
        await t.expect(request, status(401));
        await t.expect(withKey(request, WRONG), status(401));
      }
    },
  }),
  checkEach([{ name: 'their own methods' }, { name: 'HEAD' }, { name: 'OPTIONS' }, { name: 'PUT' }], {
    id: 'unauthorized/no-effect',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A refused request has no effect: the sandbox is still there, and the code has not run.',
    why: 'A handler that runs beside the check answers 401 and does the work all the same.',
    fix: 'Return from the key check; do not merely write its answer.',
    on: ['enforced'],
    async run(t, { name }) {
      const [first, second] = await twoSandboxes(t);
      // On a connection of its own: a server may leave the body of a HEAD unread.
      const refuse = async (call: WireRequest) => {
        const request =
          name === 'their own methods' ? call : withHeader({ ...call, method: name }, 'Connection', 'close');
        await t.send(request, 'probe');
        await t.send(withKey(request, WRONG), 'probe');
      };
      const alive = async (id: string) => t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
      await alive(first);
      await alive(second);
      await refuse(requestFor(merge, { parent: first, winner: second }));
      await refuse(requestFor(destroy, { id: second }));
      await t.expect(withKey(execRequest(second, 'true', 'bash'), t.key), status(200));

      const look = withKey(execRequest(first, 'cat /tmp/podflare-conformance', 'bash'), t.key);
      const write = (word: string) => execRequest(first, `echo ${word} > /tmp/podflare-conformance`, 'bash');
      await t.control(withKey(write('before'), t.key), status(200));
      if (!(await t.control(look, status(200))).body.toString('utf8').includes('before'))
        t.skip('destroy and merge had no effect; whether exec had none cannot be seen, for files do not last here');
      await refuse(write('after'));
      await t.expect(
        look,
        answer('the file as it was before', (response) =>
          response.body.toString('utf8').includes('after') ? 'the refused code has run' : undefined,
        ),
      );
    },
  }),
  checkOperations({
    id: 'unauthorized/http-1.0',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A request of HTTP/1.0 is refused without a key like any other.',
    why: 'Old versions take other paths through servers and gateways.',
    fix: 'Check the key whatever the version.',
    on: ['enforced'],
    async run(t, operation) {
      const request: WireRequest = { ...requestFor(operation), version: '1.0' };
      const twin = await t.send(withKey(request, t.key), 'control');
      if (!twin.response || [400, 426, 505].includes(twin.response.status))
        t.skip('the server does not speak HTTP/1.0');
      t.require(twin, authenticated);
      await t.expect(request, status(401));
    },
  }),
  checkOperations({
    id: 'unauthorized/chunked',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A request whose body comes in chunks is refused without a key like any other.',
    why: 'Checks that look at Content-Length first have been passed this way.',
    fix: 'Check the key before anything else of the request.',
    on: ['enforced'],
    async run(t, operation) {
      const request: WireRequest = { body: '{}', ...requestFor(operation), framing: 'chunked' };
      const twin = await t.send(withKey(request, t.key), 'control');
      if (!twin.response || [400, 411, 501].includes(twin.response.status))
        t.skip('the server takes no chunked bodies');
      t.require(twin, authenticated);
      await t.expect(request, status(401));
    },
  }),
  checkEach(negotiations, {
    id: 'unauthorized/accept',
    level: 'should',
    rule: 'auth/json-type',
    title: 'The 401 is the same whatever else the request asks for.',
    why: 'A debugging aid that renders errors as HTML or text shows up exactly when someone looks with another tool.',
    fix: 'Do not negotiate the form of errors.',
    on: ['enforced'],
    async run(t, { header: [name, value] }) {
      await t.control(withKey(createRequest, t.key), served(create));
      for (const request of [createRequest, withKey(createRequest, WRONG)]) {
        const plain = await t.control(request, status(401));
        const same = answer('the same body and content type', (other) =>
          other.body.equals(plain.body) && header(other, 'content-type') === header(plain, 'content-type')
            ? undefined
            : summary(other),
        );
        await refusal(t, withHeader(request, name, value), same);
      }
    },
  }),
];

async function twoSandboxes(t: Trial): Promise<[string, string]> {
  const ids: string[] = [];
  for (let i = 0; i < 2; i += 1) {
    const response = await t.control(withKey(createRequest, t.key), served(create));
    const id = member(response, 'id');
    if (typeof id !== 'string') t.skip('create gives no id');
    t.keep(id);
    ids.push(id);
  }
  return [ids[0] ?? '', ids[1] ?? ''];
}
