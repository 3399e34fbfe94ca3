import { check, checkEach } from '../../src/checks/check.ts';
import type { ConfigurationName } from '../../src/checks/configurations.ts';
import { all, answer, type Expectation } from '../../src/checks/expectation.ts';
import type { Role, Trial } from '../../src/checks/trial.ts';
import type { Exchange } from '../../src/http/client.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import type { WireResponse } from '../../src/http/response.ts';
import { ENFORCED } from '../lib/configurations.ts';
import { discriminates, manyRefusals } from '../lib/controls.ts';
import { neverAuthenticates, served, status, summary } from '../lib/expectations.ts';
import { create, createRequest, exec, inTurn, merge, requestFor, WRONG, withHeader, withKey } from '../lib/requests.ts';
import { formsOf, oddTokens, plausibleTokens, tokenOf, type WrongToken } from '../lib/tokens.ts';

const IN_FLIGHT = 200;
const request = requestFor(exec);

/** Where wrong tokens are tried: under each of them a token has another operation. */
const WRONG_TOKENS_ON: readonly ConfigurationName[] = ['enforced', 'one-key', 'fifty-keys'];

/** Not what the same request gets with a key in the right place, unless that is refused as malformed. */
function unlike(twin: WireResponse | undefined): Expectation {
  return {
    says: 'another answer than with the key in the right place',
    judge: ({ response }) =>
      response && response.status === twin?.status && ![400, 411, 413, 415, 501].includes(response.status)
        ? summary(response)
        : undefined,
  };
}

/** True for a token that the grammar of Bearer allows. A server may respond 400 to any other. Source: RFC 6750, 2.1. */
const isToken = (token: string): boolean => /^[A-Za-z\d\-._~+/]+=*$/.test(token);

/**
 * Judges the last of the forms of a token, when no form before met the expectation. A form that is accepted and may be a
 * key of the target is a step, since that does not show by itself that a key was not needed.
 */
async function refusedInOneForm(
  t: Trial,
  token: WrongToken,
  send: (token: string, role: Role) => Promise<Exchange>,
): Promise<void> {
  const forms = formsOf(t, token);
  const tried = new Set<string>();
  for (const [i, form] of forms.entries()) {
    const wrong = tokenOf(t, form);
    if (tried.has(wrong)) t.skip('the key is too short for two tokens of this kind, and one of them may be a key');
    tried.add(wrong);
    const exchange = await send(wrong, forms.length > 1 ? 'step' : 'probe');
    const expectation = isToken(wrong) ? status(401) : status(401, 400);
    if (expectation.judge(exchange) === undefined) return;
    if (i === forms.length - 1) t.judge(exchange, expectation);
  }
}

const bearer = (token: string): HeaderLine => ['Authorization', `Bearer ${token}`];
const withQuery = (name: string, value: string): WireRequest => ({
  ...createRequest,
  target: `${createRequest.target}?${name}=${encodeURIComponent(value)}`,
});

interface Elsewhere {
  readonly name: string;
  place(key: string, authority: string): WireRequest;
  /** True when the handler itself answers 404: then the status shows that it was reached. */
  readonly routed?: boolean;
}

/** Places where a key is no credential, each a request that has it there and no Authorization header. */
const elsewhere: readonly Elsewhere[] = [
  ...['api_key', 'apikey', 'api-key', 'access_token', 'token', 'key', 'authorization', 'auth'].map((name) => ({
    name: `query ${name}`,
    place: (key: string) => withQuery(name, key),
  })),
  { name: 'query Authorization with Bearer', place: (key) => withQuery('Authorization', `Bearer ${key}`) },
  ...['X-API-Key', 'Api-Key', 'X-Auth-Token', 'X-Access-Token', 'X-Podflare-Key', 'X-Podflare-Api-Key'].map((name) => ({
    name: `header ${name}`,
    place: (key: string) => withHeader(createRequest, name, key),
  })),
  ...['Proxy-Authorization', 'X-Authorization', 'X-Forwarded-Authorization', 'X-Original-Authorization'].map(
    (name) => ({
      name: `header ${name}`,
      place: (key: string) => withHeader(createRequest, name, `Bearer ${key}`),
    }),
  ),
  ...['api_key', 'token', 'Authorization', 'session', 'PODFLARE_API_KEY'].map((name) => ({
    name: `cookie ${name}`,
    place: (key: string) => withHeader(createRequest, 'Cookie', `${name}=${key}`),
  })),
  {
    name: 'form body',
    routed: true,
    place: (key) => ({
      ...requestFor(merge),
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: ['access_token', 'api_key', 'key', 'token'].map((name) => `${name}=${encodeURIComponent(key)}`).join('&'),
    }),
  },
  {
    name: 'JSON body',
    place: (key) => ({ ...createRequest, body: JSON.stringify({ api_key: key, key, token: key }) }),
  },
  {
    name: 'userinfo of an absolute target',
    place: (key, authority) => ({
      ...createRequest,
      target: `http://${key}:${key}@${authority}${createRequest.target}`,
    }),
  },
  {
    name: 'WebSocket protocol',
    place: (key) => withHeader(createRequest, 'Sec-WebSocket-Protocol', `bearer, ${key}`),
  },
];

export const keysChecks = [
  check({
    id: 'keys/each',
    level: 'must',
    rule: 'auth/allowlist',
    title: 'Every key of the list works for every operation, in a list of one, of two and of fifty.',
    why: 'A key that is handed out and does not work locks a team out, often only the newest.',
    fix: 'Split the list at every comma and compare with each entry.',
    on: [...ENFORCED, 'empty-entry', 'trailing-comma'],
    async run(t) {
      await t.control(request, status(401));
      await t.control(withKey(request, WRONG), status(401));
      const { protected: operations } = t.contract;
      for (const [i, key] of t.keys.entries()) {
        // Of many keys each is used for one operation only.
        const turn = i % operations.length;
        for (const operation of t.keys.length > 2 ? operations.slice(turn, turn + 1) : operations)
          await t.expect(withKey(requestFor(operation), key), served(operation));
      }
    },
  }),
  check({
    id: 'keys/characters',
    level: 'should',
    rule: 'auth/opaque',
    title: 'A key may hold every character that a bearer token may: letters, digits and -._~+/=',
    why: 'Keys from a Base64 generator contain + / and =; a server that decodes or trims them refuses its own keys.',
    fix: 'Compare the token as it arrived; do not decode it.',
    on: ['token-characters'],
    needsLaunch: true,
    judgesStart: true,
    async run(t) {
      await t.control(request, status(401));
      for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
    },
  }),
  check({
    id: 'keys/blanks-in-list',
    level: 'may',
    rule: 'auth/list-blanks',
    title: 'Blanks around the entries of the list are no part of the keys.',
    why: 'People write "a, b". The sources do not say what that means; both answers are legal.',
    fix: 'Trim the entries.',
    on: ['blanks-in-list'],
    needsLaunch: true,
    async run(t) {
      await t.control(request, status(401));
      for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
    },
  }),
  checkEach(plausibleTokens, {
    id: 'keys/wrong-token',
    level: 'must',
    rule: 'auth/exact-match',
    title: 'A token that is nearly a key, or is made from the key list, is answered 401.',
    why: 'Comparing a prefix, ignoring case or searching the list as text makes keys guessable or worthless.',
    fix: 'Compare the whole token with each whole key, byte for byte, in constant time.',
    on: WRONG_TOKENS_ON,
    async run(t, token) {
      const everywhere = token.near && t.instance.name === 'enforced';
      const turn = inTurn(t, plausibleTokens, token.name, WRONG_TOKENS_ON.indexOf(t.instance.name));
      for (const operation of everywhere ? t.contract.protected : [turn]) {
        const call = requestFor(operation);
        await t.control(withKey(call, t.key), served(operation));
        await refusedInOneForm(t, token, async (wrong, role) => {
          // On a connection of its own: see keys/other-case-after-the-key.
          const connection = await t.connect();
          const exchange = await t.send(withKey(call, wrong), role, connection);
          connection.close();
          return exchange;
        });
      }
    },
  }),
  check({
    id: 'keys/other-case-after-the-key',
    level: 'should',
    rule: 'auth/exact-match',
    title: 'A key in the other case is refused on a connection that has just carried the right one.',
    why: 'Some HTTP parsers keep header lines and take one that differs in case for the same.',
    fix: 'Jetty: setHeaderCacheCaseSensitive(true). Elsewhere: compare keys byte for byte.',
    on: ['enforced'],
    async run(t) {
      const wrong = plausibleTokens.find(({ name }) => name === 'the key in the other case');
      if (!wrong) return;
      await refusedInOneForm(t, wrong, async (token) => {
        const connection = await t.connect();
        await t.control(withKey(createRequest, t.key), served(create), connection);
        if (!connection.reusable) t.skip('the server closes the connection after each answer');
        // A step: that the key is accepted in another case is a SHOULD here, whatever was created with it.
        return await t.send(withKey(createRequest, token), 'step', connection);
      });
    },
  }),
  checkEach(
    [
      { name: 'after 32', kept: 32 },
      { name: 'after 64', kept: 64 },
      { name: 'after 72', kept: 72 },
    ],
    {
      id: 'keys/long-key',
      level: 'must',
      rule: 'auth/exact-match',
      title: 'A long key is compared to its end.',
      why: 'Hashes such as bcrypt and columns of a database cut what is too long: then all long keys with one beginning are one.',
      fix: 'Compare the whole key, or refuse to start with one that is too long.',
      on: ['long-key'],
      needsLaunch: true,
      async run(t, { kept }) {
        const token = t.key.slice(0, kept) + 'z'.repeat(t.key.length - kept);
        t.secrets.add(token, `<the key, other ${'`'}${'after'}${'`'} ${'$'}{kept}>`);
        await t.control(withKey(request, t.key), served(exec));
        await t.expect(withKey(request, token), status(401));
      },
    },
  ),
  check({
    id: 'keys/literal',
    level: 'must',
    rule: 'auth/exact-match',
    title: 'A dot in a key stands for a dot, not for any character.',
    why: 'A list that is turned into a regular expression or a pattern accepts more than its keys.',
    fix: 'Compare texts, not patterns.',
    on: ['dotted-key'],
    needsLaunch: true,
    async run(t) {
      const token = t.key.replace('.', 'x');
      t.secrets.add(token, '<the key with x for its dot>');
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withKey(request, token), status(401));
    },
  }),
  checkEach(oddTokens, {
    id: 'keys/odd-token',
    level: 'must',
    rule: 'auth/exact-match',
    title: 'A token of odd bytes or of great length is never accepted.',
    why: 'A comparison that stops at a NUL or falls back when decoding fails accepts what it cannot read.',
    fix: 'Compare bytes; treat what cannot be a key as a wrong one.',
    on: ['enforced'],
    async run(t, token) {
      await discriminates(t);
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(withKey(createRequest, tokenOf(t, token)), neverAuthenticates);
    },
  }),
  checkEach(oddTokens, {
    id: 'keys/odd-token-answer',
    level: 'should',
    rule: 'auth/exact-match',
    title: 'A token of odd bytes or of great length is answered 401, or 400 or 431 as a bad request.',
    why: 'A 500 or a dropped connection for a strange key is a crash that strangers can cause.',
    fix: 'Handle bytes that are not UTF-8 and very long values before comparing.',
    on: ['enforced'],
    async run(t, token) {
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(withKey(createRequest, tokenOf(t, token)), status(401, 400, 431));
    },
  }),
  checkEach(elsewhere, {
    id: 'keys/elsewhere',
    level: 'must',
    rule: 'auth/header-only',
    title: 'A valid key anywhere but in the Authorization header does not authenticate.',
    why: 'Keys in URLs, cookies and forms leak through logs and browsers, and open the door to forged requests.',
    fix: 'Read the key from the Authorization header only.',
    on: ['enforced'],
    async run(t, { place, routed }) {
      await t.control(withKey(createRequest, t.key), served(create));
      const request = place(t.key, t.instance.wire.authority);
      const { response: twin } = await t.send(withKey(request, t.key), 'control');
      await t.expect(request, routed ? all(neverAuthenticates, unlike(twin)) : neverAuthenticates);
    },
  }),
  check({
    id: 'keys/trailer',
    level: 'should',
    rule: 'rfc9110/trailers',
    title: 'A valid key in a trailer does not authenticate.',
    why: 'Trailers come after the decision; HTTP forbids to take credentials from them. Some parsers mix them in.',
    fix: 'Keep trailers apart from headers, or drop them.',
    on: ['enforced'],
    async run(t) {
      const request: WireRequest = {
        ...createRequest,
        headers: [...createRequest.headers, ['Trailer', 'Authorization']],
        framing: 'chunked',
        trailers: [bearer(t.key)],
      };
      await discriminates(t);
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(request, neverAuthenticates);
    },
  }),
  checkEach([{ name: 'bearer' }, { name: 'BEARER' }, { name: 'BeArEr' }], {
    id: 'keys/scheme-case',
    level: 'should',
    rule: 'rfc9110/scheme-case',
    title: 'The scheme is matched without regard to case.',
    why: 'Clients and proxies write `bearer`; HTTP says that it is the same scheme.',
    fix: 'Compare the scheme ignoring case.',
    on: ['enforced'],
    async run(t, { name }) {
      await t.control(withHeader(request, 'Authorization', `${name} ${WRONG}`), status(401));
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, 'Authorization', `${name} ${t.key}`), served(exec));
    },
  }),
  checkEach(
    [
      { name: 'a blank at the end', value: (key: string) => `Bearer ${key} ` },
      { name: 'a tab at the end', value: (key: string) => `Bearer ${key}\t` },
      { name: 'blanks in front', value: (key: string) => `   Bearer ${key}` },
    ],
    {
      id: 'keys/blanks-around',
      level: 'should',
      rule: 'rfc9110/field-blanks',
      title: 'Blanks and tabs around the header value are not part of it.',
      why: 'HTTP strips them before a value is used; a server that does not refuses valid keys of some clients.',
      fix: 'Trim the header value before it is parsed.',
      on: ['enforced'],
      async run(t, { value }) {
        await t.control(withKey(request, WRONG), status(401));
        await t.control(withKey(request, t.key), served(exec));
        await t.expect(withHeader(request, 'Authorization', value(t.key)), served(exec));
      },
    },
  ),
  check({
    id: 'keys/two-blanks',
    level: 'may',
    rule: 'rfc6750/blanks',
    title: 'More than one blank between scheme and token is accepted.',
    why: 'The grammar of bearer tokens allows it; few clients do it.',
    fix: 'Skip all blanks after the scheme.',
    on: ['enforced'],
    async run(t) {
      await t.control(withKey(request, WRONG), status(401));
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, 'Authorization', `Bearer  ${t.key}`), served(exec));
    },
  }),
  checkEach(
    [
      { name: 'two wrong keys', values: [`Bearer ${WRONG}`, 'Bearer pk_other'] },
      { name: 'a wrong key and an empty value', values: [`Bearer ${WRONG}`, ''] },
      { name: 'Basic and a wrong key', values: ['Basic dTpw', `Bearer ${WRONG}`] },
      { name: 'eight wrong keys', values: Array.from({ length: 8 }, (_, i) => `Bearer pk_wrong_${i}`) },
    ],
    {
      id: 'keys/repeated-wrong',
      level: 'must',
      rule: 'auth/exact-match',
      title: 'Several Authorization headers without a valid key among them never authenticate.',
      why: 'Code that expects one value and finds a list has been seen to skip the check.',
      fix: 'Refuse a repeated header, or judge one of its values.',
      on: ['enforced'],
      async run(t, { values }) {
        const lines = values.map((value): HeaderLine => ['Authorization', value]);
        await discriminates(t);
        await t.control(withKey(createRequest, t.key), served(create));
        await t.expect({ ...createRequest, headers: [...createRequest.headers, ...lines] }, neverAuthenticates);
      },
    },
  ),
  check({
    id: 'keys/repeated-mixed',
    level: 'may',
    rule: 'rfc9110/single-field',
    title: 'A right and a wrong Authorization header are answered alike in either order.',
    why: 'A gateway that judges the first and a server that judges the last can be played against each other.',
    fix: 'Refuse requests that repeat the header.',
    on: ['enforced'],
    async run(t) {
      await t.control(withKey(request, t.key), served(exec));
      await t.control(withKey(request, WRONG), status(401));
      const { response } = await t.send(withKey(withKey(request, t.key), WRONG));
      await t.expect(
        withKey(withKey(request, WRONG), t.key),
        answer('the same status in both orders', (other) =>
          other.status === response?.status ? undefined : `${response?.status ?? 'none'}, then ${other.status}`,
        ),
      );
    },
  }),
  check({
    id: 'keys/in-flight',
    level: 'must',
    rule: 'auth/every-request',
    title: `Verdicts are not mixed up among ${IN_FLIGHT} requests in flight.`,
    why: 'A verdict kept in shared state is given to whoever comes next.',
    fix: 'Keep the verdict with the request.',
    on: ['crowded'],
    async run(t) {
      await t.control(withKey(request, t.key), served(exec));
      const kinds = [
        { send: withKey(request, t.key), expectation: served(exec) },
        { send: request, expectation: status(401) },
        { send: withKey(request, WRONG), expectation: status(401) },
      ];
      const { wire } = t.instance;
      if (wire.dropsConnections) t.skip('the server drops connections above a limit');
      const opened = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, () => wire.connect()));
      const connections = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const sent = await Promise.all(
        connections.map(async (connection, i) => {
          const kind = kinds[i % kinds.length];
          return kind && { exchange: await wire.send(kind.send, connection), expectation: kind.expectation };
        }),
      );
      for (const connection of connections) connection.close();
      const busy = (code: number | undefined) => code === undefined || code === 429 || code === 503;
      const judged = sent.flatMap((item) => (item && !busy(item.exchange.response?.status) ? [item] : []));
      if (judged.length < IN_FLIGHT / 2)
        t.skip(`the server answered only ${judged.length} of ${IN_FLIGHT} requests at once`);
      for (const { exchange, expectation } of judged) {
        if (expectation.judge(exchange) === undefined) continue;
        t.record(exchange, 'probe');
        t.judge(exchange, expectation);
      }
    },
  }),
  check({
    id: 'keys/after-refusals',
    level: 'should',
    rule: 'auth/allowlist',
    title: 'A valid key still works after many refusals from the same address.',
    why: 'Behind one gateway all callers share an address; locking it out locks out all of them.',
    fix: 'Slow down or limit failed attempts by key, not by address alone.',
    on: ['patient'],
    async run(t) {
      await manyRefusals(t);
      const exchange = await t.send(withKey(request, t.key), 'probe');
      const { response } = exchange;
      if (response?.status === 429) t.fail(served(exec).says, summary(response));
      t.judge(exchange, served(exec));
    },
  }),
];
