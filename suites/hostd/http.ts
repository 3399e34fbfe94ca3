import { type Check, type CheckText, check, checkEach } from '../../src/checks/check.ts';
import { answer, type Expectation } from '../../src/checks/expectation.ts';
import type { Trial } from '../../src/checks/trial.ts';
import type { Exchange } from '../../src/http/client.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { discriminates } from '../lib/controls.ts';
import { closedEarly, created, evidence, sameStatus, status, summary } from '../lib/expectations.ts';
import { createRequest, destroy, exec, healthz, requestFor, withHeader, withKey } from '../lib/requests.ts';
import { newSandbox } from '../lib/sandbox.ts';

const BODY = '{}';

const answered = answer('a response', () => undefined);

/** Refused as malformed, or the connection closed. */
const rejected: Expectation = {
  says: '400 or another error, or a closed connection',
  judge({ response, failure }) {
    if (!response) return failure?.kind === 'timeout' ? failure.message : undefined;
    return response.status < 400 ? summary(response) : undefined;
  },
};

const raw = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'http', on: ['enforced'] });
type Text = Omit<CheckText, 'profile' | 'on'>;

/** Sends bytes that no request of ours would be made of, on a connection of their own. */
async function sendRaw(t: Trial, text: string): Promise<Exchange & { readonly closes: boolean }> {
  const [method = '', target = ''] = text.split(' ');
  const connection = await t.connect();
  const exchange = await t.send({ method, target, headers: [], raw: Buffer.from(text, 'latin1') }, 'probe', connection);
  return { ...exchange, closes: connection.announcedClose };
}

const head = (t: Trial, ...lines: string[]) =>
  [
    `POST ${createRequest.target} HTTP/1.1`,
    `Host: ${t.instance.wire.authority}`,
    'Content-Type: application/json',
    ...lines,
  ].join('\r\n');
const key = (t: Trial) => `Authorization: Bearer ${t.key}`;
const length = `Content-Length: ${BODY.length}`;

interface Framing {
  readonly name: string;
  readonly lines: readonly string[];
  readonly body: string;
  readonly legalWithClose?: boolean;
}

const smuggling: readonly Framing[] = [
  {
    name: 'Content-Length and Transfer-Encoding',
    lines: [length, 'Transfer-Encoding: chunked'],
    body: '2\r\n{}\r\n0\r\n\r\n',
    // RFC 9112, 6.1: it may be read by its chunks, if the connection is closed after it. So may what is not read at all.
    legalWithClose: true,
  },
  { name: 'two different Content-Length lines', lines: [length, 'Content-Length: 3'], body: BODY },
  { name: 'Content-Length with a sign', lines: ['Content-Length: +2'], body: BODY },
  { name: 'Content-Length that is no number', lines: ['Content-Length: 2x'], body: BODY },
  { name: 'Transfer-Encoding that is unknown', lines: ['Transfer-Encoding: xchunked'], body: '2\r\n{}\r\n0\r\n\r\n' },
  {
    name: 'a chunk size that is no number',
    lines: ['Transfer-Encoding: chunked'],
    body: 'zz\r\n{}\r\n0\r\n\r\n',
    legalWithClose: true,
  },
];

interface Malformed {
  readonly name: string;
  readonly text: (t: Trial) => string;
  /** True when the server may answer with a redirect to the target as it should have been written (RFC 9112, 3). */
  readonly redirects?: boolean;
}

const malformed: readonly Malformed[] = [
  {
    name: 'a blank before the colon',
    text: (t: Trial) => `${head(t, `Authorization : Bearer ${t.key}`, length)}\r\n\r\n${BODY}`,
  },
  {
    name: 'a header line without a colon',
    text: (t: Trial) => `${head(t, key(t), 'NoColonHere', length)}\r\n\r\n${BODY}`,
  },
  { name: 'a header name with a blank', text: (t: Trial) => `${head(t, key(t), 'X Y: z', length)}\r\n\r\n${BODY}` },
  {
    name: 'a CR inside a value',
    text: (t: Trial) => `${head(t, `X-A: b\rAuthorization: Bearer ${t.key}`, length)}\r\n\r\n${BODY}`,
  },
  {
    name: 'a blank in the target',
    text: (t: Trial) =>
      `${head(t, key(t), length).replace(createRequest.target, `${createRequest.target} x`)}\r\n\r\n${BODY}`,
    redirects: true,
  },
  { name: 'two Host lines', text: (t: Trial) => `${head(t, 'Host: other.example', key(t), length)}\r\n\r\n${BODY}` },
  {
    name: 'no Host line',
    text: (t: Trial) => `${head(t, key(t), length).replace(/\r\nHost: [^\r]*/, '')}\r\n\r\n${BODY}`,
  },
];

interface Bodiless {
  readonly name: string;
  readonly status?: number;
  readonly request: (t: Trial) => WireRequest | Promise<WireRequest>;
}

/** Requests whose response has no body: those by HEAD, and those that are answered by a status without one. */
const bodiless: readonly Bodiless[] = [
  { name: 'HEAD of the liveness route', request: () => ({ ...requestFor(healthz), method: 'HEAD' }) },
  { name: 'HEAD without a key', request: () => ({ method: 'HEAD', target: requestFor(exec).target, headers: [] }) },
  {
    name: '204',
    status: 204,
    request: async (t) => withKey(requestFor(destroy, { id: await newSandbox(t) }), t.key),
  },
  { name: '304', status: 304, request: () => withHeader(requestFor(healthz), 'If-None-Match', '*') },
];

export const httpChecks = [
  checkEach(bodiless, {
    id: 'http/no-body',
    level: 'should',
    rule: 'rfc9110/no-body',
    title: 'Nothing follows the header section of a response to HEAD, nor that of a 204 or a 304.',
    why: 'A client takes the body for the beginning of the next response, to another request on the connection.',
    fix: 'Send no body in response to HEAD, and none with 204 and 304.',
    on: ['enforced'],
    async run(t, { status: wanted, request }) {
      await discriminates(t);
      const next = requestFor(healthz);
      const alone = await t.control(next, answered);
      const sent = await request(t);
      const connection = await t.connect();
      const { response } = await t.send(sent, 'probe', connection);
      if (!response) return t.skip('there is no response to this request');
      if (wanted !== undefined && response.status !== wanted) t.skip(`the server never responds ${wanted} here`);
      if (connection.announcedClose) t.skip('the server closes the connection after it');
      const after = await t.send(next, 'probe', connection);
      if (closedEarly(after)) t.skip('the server closes the connection after it');
      const found = after.failure?.message ?? sameStatus(alone, 'as on a connection of its own').judge(after);
      if (found !== undefined) t.fail('the next response right after the header section', found);
    },
  }),
  checkEach(smuggling, {
    id: 'http/framing',
    level: 'should',
    rule: 'rfc9112/framing',
    profile: 'http',
    title: 'A request whose length is told in two ways, or not at all, is rejected.',
    why: 'Two servers in a row that see different ends of a request see different next requests.',
    fix: 'Use a parser that rejects ambiguous framing, and do not switch it to lenient.',
    on: ['enforced'],
    async run(t, { lines, body, legalWithClose }) {
      await discriminates(t);
      const exchange = await sendRaw(t, `${head(t, key(t), ...lines)}\r\n\r\n${body}`);
      if (!(legalWithClose && exchange.closes)) t.judge(exchange, rejected);
    },
  }),
  checkEach(smuggling, {
    id: 'http/framing-auth',
    level: 'must',
    rule: 'auth/every-request',
    profile: 'http',
    title: 'Ambiguous framing gets nobody past the key check.',
    why: 'A hidden second request is executed by whoever finds it.',
    fix: 'Close the connection after a request whose framing is ambiguous.',
    on: ['enforced'],
    async run(t, { lines, body }) {
      await discriminates(t);
      const { response } = await sendRaw(t, `${head(t, ...lines)}\r\n\r\n${body}`);
      const ran = response && evidence(response);
      if (ran) t.fail('that no protected handler runs', ran);
    },
  }),
  checkEach(malformed, {
    id: 'http/malformed',
    level: 'should',
    rule: 'rfc9112/malformed',
    profile: 'http',
    title: 'A malformed header section is rejected.',
    why: 'What one parser repairs another reads differently.',
    fix: 'Use a strict parser.',
    on: ['enforced'],
    async run(t, { text, redirects }) {
      await discriminates(t);
      const exchange = await sendRaw(t, text(t));
      if (!(redirects && exchange.response?.status === 301)) t.judge(exchange, rejected);
    },
  }),
  raw({
    id: 'http/bare-lf',
    level: 'may',
    rule: 'rfc9112/malformed',
    title: 'Line ends without a carriage return are rejected.',
    why: 'HTTP lets a server accept them; two servers that differ can be played against each other.',
    fix: 'Use a strict parser.',
    async run(t) {
      await discriminates(t);
      t.judge(await sendRaw(t, `${head(t, key(t), length)}\r\n\r\n${BODY}`.replaceAll('\r\n', '\n')), rejected);
    },
  }),
  raw({
    id: 'http/absolute-form',
    level: 'should',
    rule: 'rfc9112/absolute-form',
    title: 'A target in absolute form is accepted with a key.',
    why: 'HTTP asks every server to accept it; proxies send it.',
    fix: 'Take the path out of an absolute target.',
    async run(t) {
      const absolute = { ...createRequest, target: `http://${t.instance.wire.authority}${createRequest.target}` };
      await t.control(createRequest, status(401));
      await t.control(withKey(createRequest, t.key), created);
      await t.expect(withKey(absolute, t.key), created);
    },
  }),
  raw({
    id: 'http/trace',
    level: 'should',
    rule: 'rfc9110/trace',
    title: 'TRACE does not send the Authorization header back.',
    why: 'Whatever can make a browser send TRACE could read the key.',
    fix: 'Answer 405 or 501 to TRACE.',
    async run(t) {
      await discriminates(t);
      await t.expect(withKey({ method: 'TRACE', target: requestFor(exec).target, headers: [] }, t.key), {
        says: 'an answer without the key',
        judge: ({ response }) => (response?.body.toString('latin1').includes(t.key) ? summary(response) : undefined),
      });
    },
  }),
  raw({
    id: 'http/large-header',
    level: 'should',
    rule: 'rfc6585/431',
    title: 'A header section of three mebibytes is rejected.',
    why: 'Without a limit strangers fill the memory before any key is checked.',
    fix: 'Limit the header section and answer 431.',
    async run(t) {
      await discriminates(t);
      t.judge(
        await sendRaw(t, `${head(t, key(t), `X-Large: ${'a'.repeat(3 * 1024 * 1024)}`, length)}\r\n\r\n${BODY}`),
        rejected,
      );
    },
  }),
];
