import { Socket } from 'node:net';
import type { Call } from '../core/behavior.ts';
import { targetPath } from '../core/router.ts';
import { type Defect, mutant } from './mutant.ts';
import { isRefused, means, queryValue } from './tools.ts';

/** The reference that lets a request pass for what it says of itself. */
function passes(name: string, defect: string, isTrusted: (call: Call) => boolean): Defect {
  return mutant(name, defect, (b) => ({ enforces: (call) => b.enforces(call) && !isTrusted(call) }));
}

function says(call: Call, header: string, pattern: RegExp): boolean {
  return call.headers(header).some((value) => pattern.test(value));
}

/** The reference that lets a request pass for the address that it comes from. */
function trusts(name: string, whom: string, isTrusted: (peer: string, call: Call) => boolean): Defect {
  return passes(name, `Callers from ${whom} need no key.`, (call) => {
    const { connection } = call.request;
    return connection instanceof Socket && isTrusted(connection.remoteAddress ?? '', call);
  });
}

const SAFE = /^(GET|HEAD|OPTIONS)$/i;
const LOCAL = /127\.0\.0\.1|::1|localhost/;

/** The gate believes the request, or remembers the connection. */
export const trustMutants: readonly Defect[] = [
  passes('forwarded-for-trusted', 'X-Forwarded-For of a loopback address passes.', (call) =>
    says(call, 'x-forwarded-for', LOCAL),
  ),
  passes('forwarded-trusted', 'Forwarded with a loopback address passes.', (call) => says(call, 'forwarded', LOCAL)),
  passes('real-ip-trusted', 'X-Real-IP of a loopback address passes.', (call) => says(call, 'x-real-ip', LOCAL)),
  passes('forwarded-host-trusted', 'X-Forwarded-Host of this machine passes.', (call) =>
    says(call, 'x-forwarded-host', LOCAL),
  ),
  passes('forwarded-uri-trusted', 'X-Forwarded-Uri or X-Forwarded-Prefix of the probe passes.', (call) =>
    ['x-forwarded-uri', 'x-forwarded-prefix'].some((name) => says(call, name, /^\/v1\/healthz/)),
  ),
  trusts('network-peer-trusted', 'an address that is not loopback', (peer) => !/127\.|^::1$/.test(peer)),
  trusts('mapped-peer-trusted', 'an IPv4 address, seen on an IPv6 socket,', (peer) => peer.startsWith('::ffff:')),
  trusts('ipv6-peer-trusted', '[::1], with hostd on [::],', (peer, { config }) => {
    return peer === '::1' && config.address.host === '::';
  }),
  passes('host-localhost-trusted', 'Host: localhost passes.', (call) => says(call, 'host', /^localhost$/i)),
  passes('host-loopback-trusted', 'Host: 127.0.0.1, without a port, passes.', (call) =>
    says(call, 'host', /^127\.0\.0\.1$/),
  ),
  passes('html-trusted', 'Whoever accepts HTML passes.', (call) => says(call, 'accept', /text\/html/)),
  passes('event-stream-trusted', 'Whoever accepts an event stream passes.', (call) =>
    says(call, 'accept', /event-stream/),
  ),
  passes('large-body-trusted', 'A body of more than a megabyte passes.', (call) =>
    says(call, 'content-length', /^\d{7,}$/),
  ),
  passes('forked-sandbox-trusted', 'A sandbox that was forked is open to whoever knows its id.', (call) => {
    const { id } = call.route.parameters;
    return call.sandboxes.list().some((sandbox) => sandbox.id === id && sandbox.parent !== undefined);
  }),
  mutant('template-opens', 'A sandbox from a template is made before the key is looked at.', () => ({
    beforeGate: async (call) => {
      if (!means(call, 'createSandbox') || call.header('content-type') !== 'application/json') return undefined;
      return (await call.body()).includes('"template"') ? call.perform() : undefined;
    },
  })),
  passes('probe-agent-trusted', 'The user agent of a Kubernetes probe passes.', (call) =>
    says(call, 'user-agent', /^kube-probe\//),
  ),
  passes('middleware-header-trusted', 'x-middleware-subrequest skips the gate.', (call) =>
    says(call, 'x-middleware-subrequest', /./),
  ),
  passes('original-url-trusted', 'X-Original-URL of the probe passes.', (call) =>
    says(call, 'x-original-url', /^\/v1\/healthz/),
  ),
  passes('rewrite-url-trusted', 'X-Rewrite-URL of the probe passes.', (call) =>
    says(call, 'x-rewrite-url', /^\/v1\/healthz/),
  ),
  mutant('original-url-routed', 'The router follows X-Original-URL, which the gate does not see.', () => ({
    routePath: (call) => targetPath(call.header('x-original-url') ?? call.request.target),
  })),
  passes('method-override-trusted', 'The gate believes a method override that names a safe method.', (call) =>
    ['x-http-method-override', 'x-method-override'].some((name) => says(call, name, SAFE)),
  ),
  passes('method-parameter-trusted', 'The gate believes ?_method= when it names a safe method.', (call) =>
    SAFE.test(queryValue(call, '_method') ?? ''),
  ),
  mutant('get-open-and-method-overridden', 'GET needs no key, and a method override turns it into POST.', (b) => ({
    method: (call) => call.header('x-http-method-override') ?? call.request.method,
    enforces: (call) => b.enforces(call) && call.request.method !== 'GET',
  })),
  mutant('unusual-methods-run-handler', 'PUT, PATCH and TRACE need no key and run the handler of POST.', (b) => {
    const unusual = ({ request }: Call): boolean => ['PUT', 'PATCH', 'TRACE'].includes(request.method);
    return {
      method: (call) => (unusual(call) ? 'POST' : call.request.method),
      enforces: (call) => b.enforces(call) && !unusual(call),
    };
  }),
  passes('websocket-upgrade-open', 'A request to upgrade to WebSocket needs no key.', (call) =>
    says(call, 'upgrade', /^websocket$/i),
  ),
  passes('h2c-upgrade-open', 'A request to upgrade to h2c needs no key.', (call) => says(call, 'upgrade', /^h2c$/i)),
  passes('http10-open', 'HTTP/1.0 needs no key.', (call) => call.request.httpVersion === '1.0'),
  passes('chunked-open', 'A chunked body needs no key.', (call) => says(call, 'transfer-encoding', /chunked/i)),
  passes('expect-open', 'A request that expects 100-continue needs no key.', (call) => says(call, 'expect', /./)),
  passes('unknown-expectation-open', 'A request that expects what nobody knows needs no key.', (call) =>
    call.headers('expect').some((value) => !/^100-continue$/i.test(value)),
  ),
  mutant('connection-remembered', 'A connection that carried a good key once needs none any more.', (b) => {
    const trusted = new WeakSet<object>();
    return {
      beforeGate: async (call) => {
        if ((await b.credential(call)) && !(await isRefused(b, call))) trusted.add(call.request.connection);
        return undefined;
      },
      enforces: (call) => b.enforces(call) && !trusted.has(call.request.connection),
    };
  }),
  mutant('first-call-open', 'The keys are read after the first call below /v1/, which passes.', (b) => {
    let calls = 0;
    return {
      enforces: (call) => {
        if (!b.enforces(call) || b.isExempt(b.gatePath(call), call)) return b.enforces(call);
        calls += 1;
        return calls > 1;
      },
    };
  }),
  mutant('connection-opened-by-probe', 'After the liveness probe the rest of the connection needs no key.', (b) => {
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
    'After a 401 to a request with a body the rest of the connection is not judged.',
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
  mutant('connection-used-up', 'A key is accepted only on the first request of a connection.', (b) => {
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
