import { type Check, check, checkEach } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { serialize, type WireRequest } from '../../src/http/request.ts';
import { anonymously, line, noCrash, noWayAround, to, type Variant, withLine } from '../lib/bypass.ts';
import { discriminates } from '../lib/controls.ts';
import { closedEarly, served, status, summary } from '../lib/expectations.ts';
import { create, createRequest, destroy, exec, healthz, requestFor, WRONG, withKey } from '../lib/requests.ts';

const S = createRequest.target; // /v1/sandboxes
const H = requestFor(healthz).target; // /v1/healthz
const tail = S.slice(S.lastIndexOf('/')); // /sandboxes
const probe = H.slice(H.lastIndexOf('/')); // /healthz
const base = S.slice(0, S.lastIndexOf('/')); // /v1

interface Class {
  readonly slug: string;
  readonly title: string;
  readonly fix: string;
  readonly variants: readonly Variant[];
}

const WHY = 'The gate and the router read different strings, and what lies between them is open to everyone.';
const ONE_STRING = 'Let the gate judge the very path that the router matches, and compare it whole.';

/** Where the routes may stand a second time, forgotten by the gate. */
const ALIASES = [tail, `/api${S}`, `/v0${tail}`, `/v2${tail}`, `/internal${tail}`, `/internal${S}`, `/debug${S}`];

/** The header names by which a proxy tells where a request came from or where it was meant to go. */
const CLAIMS: readonly (readonly [string, string])[] = [
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Forwarded-For', '::1'],
  ['X-Forwarded-For', '10.0.0.1'],
  ['X-Forwarded-For', 'unknown'],
  ['X-Forwarded-Host', 'localhost'],
  ['X-Forwarded-Server', 'localhost'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Uri', H],
  ['X-Forwarded-Prefix', H],
  ['X-Forwarded-Path', H],
  ['Forwarded', 'for=127.0.0.1;host=localhost'],
  ['Forwarded', 'for="[::1]"'],
  ['X-Real-IP', '127.0.0.1'],
  ['X-Client-IP', '127.0.0.1'],
  ['Client-IP', '127.0.0.1'],
  ['True-Client-IP', '127.0.0.1'],
  ['CF-Connecting-IP', '127.0.0.1'],
  ['X-Cluster-Client-IP', '127.0.0.1'],
  ['X-Originating-IP', '127.0.0.1'],
  ['X-Remote-Addr', '127.0.0.1'],
  ['X-Custom-IP-Authorization', '127.0.0.1'],
  ['X-Host', 'localhost'],
  ['X-Original-URL', H],
  ['X-Rewrite-URL', H],
  ['X-Original-URI', H],
  ['X-Envoy-Original-Path', H],
  ['X-Internal-Request', 'true'],
  ['X-Podflare-Internal', '1'],
  ['X-Auth-Disabled', '1'],
  ['X-User', 'admin'],
  ['X-Remote-User', 'admin'],
  ['X-Forwarded-User', 'admin'],
  ['X-Authenticated', 'true'],
  ['X-Debug', '1'],
  ['X-Middleware-Subrequest', 'middleware'],
  ['X-Middleware-Subrequest', 'src/middleware'],
  ['X-Middleware-Subrequest', Array.from({ length: 5 }, () => 'middleware').join(':')],
  ['Host', 'localhost'],
  ['Host', '127.0.0.1'],
  ['Host', '[::1]'],
  ['Host', 'hostd'],
  ['Host', 'internal'],
  ['Host', 'hostd.default.svc.cluster.local'],
  ['Host', ''],
  ['User-Agent', 'kube-probe/1.30'],
  ['User-Agent', 'GoogleHC/1.0'],
  ['User-Agent', 'ELB-HealthChecker/2.0'],
  ['Origin', 'http://localhost'],
  ['Referer', `http://localhost${H}`],
  ['Via', '1.1 localhost'],
  ['Expect', '100-continue'],
  ['Expect', 'x'],
];

/** What browsers, tools and agents add by themselves. */
const HABITS: readonly (readonly [string, string])[] = [
  ['Accept', 'text/html,application/xhtml+xml'],
  ['Accept', 'text/event-stream'],
  ['Accept', 'text/plain'],
  ['Accept-Encoding', 'gzip, br'],
  ['Accept-Language', 'en'],
  ['Access-Control-Request-Method', 'POST'],
  ['Access-Control-Request-Headers', 'authorization'],
  ['Cache-Control', 'no-cache'],
  ['Connection', 'close'],
  ['Connection', 'close, Authorization'],
  ['Connection', 'keep-alive'],
  ['Content-Encoding', 'identity'],
  ['Cookie', 'session=1; admin=true'],
  ['DNT', '1'],
  ['If-None-Match', '*'],
  ['Idempotency-Key', '1'],
  ['Origin', 'null'],
  ['Max-Forwards', '0'],
  ['Pragma', 'no-cache'],
  ['Purpose', 'prefetch'],
  ['Range', 'bytes=0-1'],
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-Site', 'same-origin'],
  ['Sec-Purpose', 'prefetch'],
  ['TE', 'trailers'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['User-Agent', ''],
  ['User-Agent', 'curl/8.5.0'],
  ['User-Agent', 'Prometheus/2.53.0'],
  ['User-Agent', 'podflare-python/0.0.22'],
  ['Upgrade-Insecure-Requests', '1'],
  ['X-Requested-With', 'XMLHttpRequest'],
  ['X-Request-Id', '1'],
];

const post = { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'POST', 'X-Method-Override': 'POST' };
const override = (target: string, method: string, name: string, value: string): Variant => ({
  name: `${method} ${target} with ${name}: ${value}`,
  request: { ...createRequest, method, target, headers: [...createRequest.headers, line(name, value)] },
});

const classes: readonly Class[] = [
  {
    slug: 'prefix',
    title: 'A path that merely begins like the exempt one is not exempt.',
    fix: ONE_STRING,
    variants: [`${H}X`, `${H}.json`, `${H}-x`, `${H}z${tail}`, `${H}%20`, `${H}%00`, `${H}/`].map((path) => to(path)),
  },
  {
    slug: 'subpath',
    title: 'A path that has the exempt or a protected one as a part is no way in.',
    fix: ONE_STRING,
    variants: [
      `${S}.json`,
      `${S}.html`,
      `${S}.`,
      `${S}%2e`,
      `${S}+`,
      ...ALIASES,
      `${H}${tail}`,
      `${S}${probe}`,
      `${H}${S}`,
      `${S}${H}`,
      `${S}/x${probe}`,
      `${S}${probe}/exec`,
    ].map((path) => to(path)),
  },
  {
    slug: 'dot-segments',
    title: 'Dot segments do not lead from the exempt path to a protected one.',
    fix: 'Resolve dot segments before the gate judges, or refuse them.',
    variants: [
      `${H}/..${tail}`,
      `${H}/./..${tail}`,
      `${S}/..${probe}`,
      `${H}/../..${S}`,
      `/.${S}`,
      `${base}/.${tail}`,
      `${H}/../.${tail}`,
      `${base}/x/..${tail}`,
      `/x/..${S}`,
      `${S}/.`,
      `${S}/./`,
      `${S}/x/..`,
      `${H}/...${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'encoded-dots',
    title: 'Encoded dots and slashes do not lead from the exempt path to a protected one.',
    fix: 'Decode once, before the gate judges, and hand the same string to the router.',
    variants: [
      `${H}/%2e%2e${tail}`,
      `${H}/%2E%2E${tail}`,
      `${H}/.%2e${tail}`,
      `${H}/..%2f${tail.slice(1)}`,
      `${H}%2f..%2f${tail.slice(1)}`,
      `${H}%2F..${tail}`,
      `${H}/..%5c${tail.slice(1)}`,
      `${H}%5c..%5c${tail.slice(1)}`,
      `${H}/%252e%252e%252f${tail.slice(1)}`,
      `${H}/%252e%252e${tail}`,
      `${base}%2f${tail.slice(1)}`,
      `/%2e${S}`,
      `${H}%3f/..${tail}`,
      `${H}%23/..${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'encoded-letters',
    title: 'Encoded letters do not hide a protected path from the gate.',
    fix: 'Decode once, before the gate judges, and hand the same string to the router.',
    variants: [
      `${base}/%73andboxes`,
      `${base}/%53andboxes`,
      `/%76%31${tail}`,
      `/%761${tail}`,
      `${base}/sandboxe%73`,
      `${base}/%2573andboxes`,
      `${base}/%68ealthz/..${tail}`,
      `${base}/%68ealthz`,
      `%2fv1${tail}`,
      `/%2fv1${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'slashes',
    title: 'More slashes than one do not hide a protected path from the gate.',
    fix: 'Merge slashes before the gate judges, or refuse them.',
    variants: [
      `/${S}`,
      `//${S}`,
      `${base}/${tail}`,
      `${base}//${tail}`,
      `${S}/`,
      `${S}//`,
      `${H}//..${tail}`,
      `/${H}/..${tail}`,
      `/${H}${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'case',
    title: 'Upper case does not hide a protected path from the gate.',
    fix: 'Match paths with regard to case in the gate and in the router.',
    variants: [
      S.toUpperCase(),
      `/V1${tail}`,
      `${base}${tail.toUpperCase()}`,
      `${base}/Sandboxes`,
      `${base}/Healthz`,
      `/V1/HEALTHZ${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'parameters',
    title: 'Path parameters after a semicolon do not hide a protected path from the gate.',
    fix: 'Treat a semicolon as any other character, in the gate and in the router.',
    variants: [
      `${H};/..${tail}`,
      `${H}/..;${tail}`,
      `${H}/..;x=1${tail}`,
      `${S};${probe.slice(1)}`,
      `${S};.json`,
      `${S};a=b`,
      `/v1;a=b${tail}`,
      `${H};${tail}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'query',
    title: 'A query or a fragment that names the exempt path exempts nothing.',
    fix: 'Cut the target at the first `?` before the gate judges; refuse a `#`.',
    variants: [
      `${S}?${H}`,
      `${S}?x=/..${probe}`,
      `${S}?path=${H}`,
      `${S}?${probe}`,
      `${S}?`,
      ...['.css', '/static/', '%', '%zz', '%c3', '%0a', '%00', '%0d%0a', 'x'.repeat(3_000), 'x'.repeat(9_000)].map(
        (value) => `${S}?x=${value}`,
      ),
      `${S}?health=1`,
      `${S}?debug=true`,
      `${S}?_method=GET`,
      `${S}?x=${encodeURIComponent(H)}`,
      `${S}#${H}`,
      `${S}?#${H}`,
      `${S}%3f${H}`,
    ].map((path) => to(path)),
  },
  {
    slug: 'absolute-form',
    title: 'A target in absolute form is judged by its path.',
    fix: 'Take the path out of an absolute target before the gate judges.',
    variants: [
      to(`http://localhost${S}`),
      to(`http://evil.example${S}`),
      to(`http://evil.example${H}/..${tail}`),
      to(`http://${H.slice(1)}${S}`),
      to(`http://x${H}@localhost${S}`),
      to(`HTTP://localhost${S}`),
      to(`https://localhost${S}`),
      to(`http:${S}`),
      to(`//localhost${S}`),
      to(`http://evil.example?${H}`),
      to('*', { method: 'OPTIONS' }),
      to('*'),
    ],
  },
  {
    slug: 'odd-bytes',
    title: 'Backslashes, control characters and overlong encodings do not hide a protected path from the gate.',
    fix: 'Refuse targets that hold bytes which no path may hold.',
    variants: [
      `${base}\\${tail.slice(1)}`,
      `\\v1\\${tail.slice(1)}`,
      `${H}\\..\\${tail.slice(1)}`,
      `${S}%00`,
      `${H}%00/..${tail}`,
      `${S}%0d%0a`,
      `${S}%0a${H}`,
      `${H}%0a/..${tail}`,
      `${H}/%c0%ae%c0%ae${tail}`,
      `${H}/%c0%ae%c0%ae%c0%af${tail.slice(1)}`,
      `${S}%20`,
      `${S}%09`,
      `${S}\x7f`,
      `${S}\xff`,
      `${S}%ff`,
      `${S}%`,
      `${S}%zz`,
      `${base}/ſandboxes`.replace('ſ', Buffer.from('ſ').toString('latin1')),
    ].map((path) => to(path)),
  },
  {
    slug: 'method',
    title: 'No method gets a protected path past the gate, nor the exempt path to a protected handler.',
    fix: 'Check the key whatever the method.',
    variants: [
      ...['post', 'Post', 'POSTX', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'GET'].map((method) =>
        to(S, { method }),
      ),
      ...['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => to(H, { method })),
    ],
  },
  {
    slug: 'method-override',
    title: 'A header or a parameter that names another method opens nothing.',
    fix: 'Do not honour method overrides, or do so before the gate judges.',
    variants: [
      ...Object.entries(post).map(([name, value]) => override(S, 'GET', name, value)),
      ...Object.entries(post).map(([name, value]) => override(S, 'OPTIONS', name, value)),
      ...Object.entries(post).map(([name, value]) => override(H, 'GET', name, value)),
      override(S, 'POST', 'X-HTTP-Method-Override', 'GET'),
      override(S, 'POST', 'X-HTTP-Method-Override', 'OPTIONS'),
      to(`${S}?_method=POST`, { method: 'GET' }),
      to(`${S}?_method=OPTIONS`),
    ],
  },
  {
    slug: 'claims',
    title:
      'Nothing that a request says of itself opens a protected path: not where it comes from, nor where it was going.',
    fix: 'Decide dev mode by the address that the server is bound to; ignore forwarding headers in the gate.',
    variants: [
      ...CLAIMS.map(([name, value]) => withLine(name, value)),
      ...['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Uri', 'X-Original-URI'].map((name) =>
        override(H, 'POST', name, S),
      ),
    ],
  },
  {
    slug: 'habits',
    title: 'Nothing that browsers, tools and agents add to a request opens a protected path.',
    fix: 'Let no header but Authorization have a part in the decision.',
    variants: [
      ...HABITS.map(([name, value]) => withLine(name, value)),
      { name: 'HTTP/1.0', request: { ...createRequest, version: '1.0' } },
      { name: 'HTTP/1.0 without a Host line', request: { ...createRequest, version: '1.0', host: false } },
    ],
  },
  {
    slug: 'body',
    title: 'No size, type or framing of a body opens a protected path.',
    fix: 'Check the key before anything of the body is looked at.',
    variants: [
      { name: 'a body of 1 MiB', request: { ...createRequest, body: `{"padding":"${'x'.repeat(1024 * 1024)}"}` } },
      { name: 'a body in chunks', request: { ...createRequest, framing: 'chunked' } },
      { name: 'a template', request: { ...createRequest, body: '{"template":"default","persistent":true}' } },
      { name: 'no body', request: { ...createRequest, headers: [], body: '' } },
      ...['text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/grpc'].map(
        (type): Variant => ({ name: type, request: { ...createRequest, headers: [line('Content-Type', type)] } }),
      ),
    ],
  },
  {
    slug: 'upgrade',
    title: 'A request to switch protocols is refused without a key.',
    fix: 'Check the key before a connection is upgraded.',
    variants: [
      { name: 'WebSocket by GET', request: websocket('GET') },
      { name: 'WebSocket by POST', request: websocket('POST') },
      {
        name: 'h2c',
        request: {
          ...createRequest,
          headers: [
            ...createRequest.headers,
            line('Connection', 'Upgrade, HTTP2-Settings'),
            line('Upgrade', 'h2c'),
            line('HTTP2-Settings', 'AAMAAABkAAQAoAAAAAIAAAAA'),
          ],
        },
      },
      ...[
        { name: 'TLS', protocol: 'TLS/1.0', connection: 'Upgrade' },
        { name: 'an unknown protocol', protocol: 'x', connection: 'Upgrade' },
        { name: 'no Connection header', protocol: 'websocket', connection: 'keep-alive' },
      ].map(
        ({ name, protocol, connection }): Variant => ({
          name,
          request: {
            ...createRequest,
            headers: [...createRequest.headers, line('Connection', connection), line('Upgrade', protocol)],
          },
        }),
      ),
    ],
  },
];

function websocket(method: string): WireRequest {
  const { target, ...rest } = createRequest;
  const upgrade = [
    line('Connection', 'Upgrade'),
    line('Upgrade', 'websocket'),
    line('Sec-WebSocket-Version', '13'),
    line('Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='),
  ];
  return method === 'GET'
    ? { method, target, headers: upgrade }
    : { ...rest, target, headers: [...rest.headers, ...upgrade] };
}

/** A server that goes on in HTTP/2 gives the answer there (RFC 7540, 3.2), where the suite cannot read it. */
function judgeSwitch(t: Trial): void {
  const { request, response } = t.last;
  if (response?.status !== 101) return;
  if (request.headers.some(([name, value]) => name === 'Upgrade' && value === 'h2c'))
    t.skip('the server answers in HTTP/2, which the suite does not speak');
  t.fail('no switch of protocols without a key', summary(response));
}

/** Every way around the gate that is tried. */
export const bypassVariants: readonly Variant[] = classes.flatMap(({ variants }) => variants);

const classChecks = classes.map(
  ({ slug, title, fix, variants }): Check =>
    checkEach(variants, {
      id: `bypass/${slug}`,
      level: 'must',
      rule: 'auth/no-way-around',
      title,
      why: WHY,
      fix,
      on: slug === 'claims' ? ['enforced', 'enforced-any'] : ['enforced'],
      async run(t, { request }) {
        await noWayAround(t, request);
        if (slug === 'upgrade') judgeSwitch(t);
      },
    }),
);

export const bypassChecks = [
  ...classChecks,
  checkEach(bypassVariants, {
    id: 'bypass/no-crash',
    level: 'should',
    rule: 'auth/no-crash',
    title: 'No odd target, method or header makes the server fail with a 5xx or fall silent.',
    why: 'What a stranger can crash is worth a closer look by the stranger.',
    fix: 'Answer 400 or 404 to targets that cannot be decoded or routed.',
    on: ['enforced'],
    async run(t, { request }) {
      await discriminates(t);
      // A step: whether it ought to have been served is the matter of the other checks.
      t.judge(await anonymously(t, request, 'step'), noCrash);
    },
  }),
  check({
    id: 'bypass/kept-connection',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A request without a key is refused on a connection on which a valid key was just used.',
    why: 'Proxies put the requests of many callers on one connection; auth that sticks to it is given to all of them.',
    fix: 'Decide each request by its own header alone.',
    on: ['enforced', 'enforced-any'],
    async run(t) {
      // A connection each: behind a refused body that was left unread, an answer says nothing.
      for (const request of [createRequest, requestFor(exec), withKey(createRequest, WRONG)]) {
        const connection = await t.connect();
        await t.control(withKey(createRequest, t.key), served(create), connection);
        if (!connection.reusable) t.skip('the server closes the connection after each answer');
        await t.expect(request, status(401), connection);
        if (!connection.reusable) continue;
        const after = await t.send(withKey(requestFor(destroy), t.key), 'control', connection);
        if (!closedEarly(after)) t.require(after, served(destroy));
      }
    },
  }),
  check({
    id: 'bypass/pipelined',
    level: 'must',
    rule: 'auth/every-request',
    title: 'A request without a key is refused when it follows an exempt or a valid one in the same packet.',
    why: 'A verdict that is kept with the connection is given to the request behind.',
    fix: 'Decide each request by its own header alone.',
    on: ['enforced'],
    async run(t) {
      await discriminates(t);
      for (const first of [requestFor(healthz), withKey(createRequest, t.key)]) {
        // Without a body, so that a server that leaves refused bodies unread is not blamed for it here.
        const answered = await t.pipeline(first, requestFor(destroy));
        if (!answered) return t.skip('the server does not answer pipelined requests');
        t.judge(answered, status(401));
      }
    },
  }),
  check({
    id: 'bypass/behind-unread-body',
    level: 'must',
    rule: 'auth/every-request',
    title: 'What is left of a refused body is not carried out as a request.',
    why: 'A stranger could hide a request in a body, and a proxy would send it on as its own.',
    fix: 'Drain the body, or close the connection after the 401.',
    on: ['enforced'],
    async run(t) {
      await discriminates(t);
      await t.control(withKey(createRequest, t.key), served(create));
      const connection = await t.connect();
      const hidden = serialize(withKey(createRequest, t.key), t.instance.wire.authority);
      const body = hidden.toString('latin1') + 'x'.repeat(256 * 1024);
      const refused = await t.send({ ...createRequest, body }, 'probe', connection);
      // A server may close a connection on which a body was left unread, and its answer may be lost with it.
      if (refused.response && refused.response.status !== 401)
        t.skip('the body was not refused by a 401; see unauthorized/before-body');
      if (connection.reusable) {
        const next = await t.send(createRequest, 'probe', connection);
        if (next.response) t.judge(next, status(401));
      }
      if (connection.failure?.kind === 'protocol' || connection.failure?.kind === 'stray')
        t.fail('one answer to one request', 'another answer came, to what stood in the body');
    },
  }),
];
