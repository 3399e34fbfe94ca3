import { Socket } from 'node:net';
import type { Call } from '../core/behavior.ts';
import { targetPath } from '../core/router.ts';
import { type Defect, mutant } from './mutant.ts';
import { isCallOf, isRefused, queryValue } from './tools.ts';

/** A mutant that requires no key for some requests. */
function passes(name: string, defect: string, isTrusted: (call: Call) => boolean): Defect {
  return mutant(name, defect, (b) => ({ enforces: (call) => b.enforces(call) && !isTrusted(call) }));
}

function hasHeader(call: Call, header: string, pattern: RegExp): boolean {
  return call.headers(header).some((value) => pattern.test(value));
}

/** A mutant that requires no key from some client addresses. */
function trusts(name: string, clients: string, isTrusted: (peer: string, call: Call) => boolean): Defect {
  return passes(name, `Clients from ${clients} require no key.`, (call) => {
    const { connection } = call.request;
    return connection instanceof Socket && isTrusted(connection.remoteAddress ?? '', call);
  });
}

const SAFE = /^(GET|HEAD|OPTIONS)$/i;
const LOCAL = /127\.0\.0\.1|::1|localhost/;

/** Mutants whose gate trusts the content of a request, or the connection. */
export const trustMutants: readonly Defect[] = [
  passes('forwarded-for-trusted', 'X-Forwarded-For with a loopback address bypasses the key check.', (call) =>
    hasHeader(call, 'x-forwarded-for', LOCAL),
  ),
  passes('forwarded-trusted', 'Forwarded with a loopback address bypasses the key check.', (call) =>
    hasHeader(call, 'forwarded', LOCAL),
  ),
  passes('real-ip-trusted', 'X-Real-IP with a loopback address bypasses the key check.', (call) =>
    hasHeader(call, 'x-real-ip', LOCAL),
  ),
  passes('forwarded-host-trusted', 'X-Forwarded-Host with a loopback host bypasses the key check.', (call) =>
    hasHeader(call, 'x-forwarded-host', LOCAL),
  ),
  passes(
    'forwarded-uri-trusted',
    'X-Forwarded-Uri or X-Forwarded-Prefix with /v1/healthz bypasses the key check.',
    (call) => ['x-forwarded-uri', 'x-forwarded-prefix'].some((name) => hasHeader(call, name, /^\/v1\/healthz/)),
  ),
  trusts('network-peer-trusted', 'non-loopback addresses', (peer) => !/127\.|^::1$/.test(peer)),
  trusts('mapped-peer-trusted', 'IPv4-mapped IPv6 addresses', (peer) => peer.startsWith('::ffff:')),
  trusts('ipv6-peer-trusted', '[::1], when hostd listens on [::],', (peer, { config }) => {
    return peer === '::1' && config.address.host === '::';
  }),
  passes('host-localhost-trusted', 'Host: localhost bypasses the key check.', (call) =>
    hasHeader(call, 'host', /^localhost$/i),
  ),
  passes('host-loopback-trusted', 'Host: 127.0.0.1 without a port bypasses the key check.', (call) =>
    hasHeader(call, 'host', /^127\.0\.0\.1$/),
  ),
  passes('html-trusted', 'Accept: text/html bypasses the key check.', (call) =>
    hasHeader(call, 'accept', /text\/html/),
  ),
  passes('event-stream-trusted', 'Accept: text/event-stream bypasses the key check.', (call) =>
    hasHeader(call, 'accept', /event-stream/),
  ),
  passes('large-body-trusted', 'A body of at least 1,000,000 bytes bypasses the key check.', (call) =>
    hasHeader(call, 'content-length', /^\d{7,}$/),
  ),
  passes('forked-sandbox-trusted', 'Requests to a forked sandbox require no key.', (call) => {
    const { id } = call.route.parameters;
    return call.sandboxes.list().some((sandbox) => sandbox.id === id && sandbox.parent !== undefined);
  }),
  mutant('template-opens', 'A sandbox with a template is created before the key is checked.', () => ({
    beforeGate: async (call) => {
      if (!isCallOf(call, 'createSandbox') || call.header('content-type') !== 'application/json') return undefined;
      return (await call.body()).includes('"template"') ? call.perform() : undefined;
    },
  })),
  passes('probe-agent-trusted', 'The User-Agent of a Kubernetes probe bypasses the key check.', (call) =>
    hasHeader(call, 'user-agent', /^kube-probe\//),
  ),
  passes('middleware-header-trusted', 'x-middleware-subrequest bypasses the key check.', (call) =>
    hasHeader(call, 'x-middleware-subrequest', /./),
  ),
  passes('original-url-trusted', 'X-Original-URL with /v1/healthz bypasses the key check.', (call) =>
    hasHeader(call, 'x-original-url', /^\/v1\/healthz/),
  ),
  passes('rewrite-url-trusted', 'X-Rewrite-URL with /v1/healthz bypasses the key check.', (call) =>
    hasHeader(call, 'x-rewrite-url', /^\/v1\/healthz/),
  ),
  mutant('original-url-routed', 'The router uses X-Original-URL, which the gate ignores.', () => ({
    routePath: (call) => targetPath(call.header('x-original-url') ?? call.request.target),
  })),
  passes('method-override-trusted', 'A method override with a safe method bypasses the key check.', (call) =>
    ['x-http-method-override', 'x-method-override'].some((name) => hasHeader(call, name, SAFE)),
  ),
  passes('method-parameter-trusted', 'The query parameter _method with a safe method bypasses the key check.', (call) =>
    SAFE.test(queryValue(call, '_method') ?? ''),
  ),
  mutant(
    'get-open-and-method-overridden',
    'GET requires no key, and X-HTTP-Method-Override turns it into POST.',
    (b) => ({
      method: (call) => call.header('x-http-method-override') ?? call.request.method,
      enforces: (call) => b.enforces(call) && call.request.method !== 'GET',
    }),
  ),
  mutant('unusual-methods-run-handler', 'PUT, PATCH and TRACE require no key and run the handler for POST.', (b) => {
    const unusual = ({ request }: Call): boolean => ['PUT', 'PATCH', 'TRACE'].includes(request.method);
    return {
      method: (call) => (unusual(call) ? 'POST' : call.request.method),
      enforces: (call) => b.enforces(call) && !unusual(call),
    };
  }),
  passes('websocket-upgrade-open', 'A request to upgrade to WebSocket requires no key.', (call) =>
    hasHeader(call, 'upgrade', /^websocket$/i),
  ),
  passes('h2c-upgrade-open', 'A request to upgrade to h2c requires no key.', (call) =>
    hasHeader(call, 'upgrade', /^h2c$/i),
  ),
  passes('http10-open', 'HTTP/1.0 requests require no key.', (call) => call.request.httpVersion === '1.0'),
  passes('chunked-open', 'Requests with a chunked body require no key.', (call) =>
    hasHeader(call, 'transfer-encoding', /chunked/i),
  ),
  passes('expect-open', 'Requests with an Expect header require no key.', (call) => hasHeader(call, 'expect', /./)),
  passes('unknown-expectation-open', 'Requests with an unknown expectation require no key.', (call) =>
    call.headers('expect').some((value) => !/^100-continue$/i.test(value)),
  ),
  mutant(
    'connection-remembered',
    'After a request with a valid key, the rest of the connection requires no key.',
    (b) => {
      const trusted = new WeakSet<object>();
      return {
        beforeGate: async (call) => {
          if ((await b.credential(call)) && !(await isRefused(b, call))) trusted.add(call.request.connection);
          return undefined;
        },
        enforces: (call) => b.enforces(call) && !trusted.has(call.request.connection),
      };
    },
  ),
  mutant('first-call-open', 'The first request below /v1/ requires no key.', (b) => {
    let calls = 0;
    return {
      enforces: (call) => {
        if (!b.enforces(call) || b.isExempt(b.gatePath(call), call)) return b.enforces(call);
        calls += 1;
        return calls > 1;
      },
    };
  }),
  mutant('connection-opened-by-probe', 'After a liveness probe, the rest of the connection requires no key.', (b) => {
    const trusted = new WeakSet<object>();
    return {
      isExempt: (path, call) => {
        if (b.isExempt(path, call)) trusted.add(call.request.connection);
        return trusted.has(call.request.connection);
      },
    };
  }),
  mutant(
    'connection-judged-once',
    'After a 401 to a request with a large body, the rest of the connection requires no key.',
    (b) => {
      const judged = new WeakSet<object>();
      return {
        enforces: (call) => b.enforces(call) && !judged.has(call.request.connection),
        unauthorized: (reason, call) => {
          if (Number(call.header('content-length') ?? 0) > 100_000) judged.add(call.request.connection);
          return b.unauthorized(reason, call);
        },
      };
    },
  ),
  mutant('connection-used-up', 'A key is accepted only in the first request of a connection.', (b) => {
    const used = new WeakSet<object>();
    return {
      accepts: (key, call) => {
        const first = !used.has(call.request.connection);
        used.add(call.request.connection);
        return first && b.accepts(key, call);
      },
    };
  }),
];
