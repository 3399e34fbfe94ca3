import { bearerToken } from '../core/auth.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { changed, isCallOf } from './tools.ts';

export const healthzMutants: readonly Defect[] = [
  mutant('healthz-needs-key', 'The liveness probe requires a key.', () => ({ isExempt: () => false })),
  mutant('healthz-judges-a-sent-key', 'The liveness probe requires no key but refuses a wrong one.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && bearerToken(call) === undefined,
  })),
  mutant(
    'healthz-refuses-other-schemes',
    'The liveness probe refuses an Authorization header that is not a bearer token.',
    (b) => ({
      isExempt: (path, call) =>
        b.isExempt(path, call) && (call.header('authorization') === undefined || bearerToken(call) !== undefined),
    }),
  ),
  mutant('healthz-refuses-empty-authorization', 'The liveness probe refuses an empty Authorization header.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && call.header('authorization') !== '',
  })),
  mutant('healthz-refuses-valid-key', 'The liveness probe responds with 400 to a valid key.', (b) => ({
    beforeGate: (call) => {
      const key = bearerToken(call);
      return isCallOf(call, 'healthz') && key !== undefined && b.accepts(key, call)
        ? failure(400, 'no key')
        : undefined;
    },
  })),
  mutant(
    'healthz-fails-on-garbage',
    'The liveness probe responds with 500 to a malformed Authorization header.',
    () => ({
      beforeGate: (call) => {
        const value = call.header('authorization') ?? '';
        return isCallOf(call, 'healthz') && /^[^ ]+$/.test(value) ? failure(500, 'cannot parse') : undefined;
      },
    }),
  ),
  mutant(
    'healthz-not-exempt-with-query',
    'The exemption compares the whole target, so a request with a query is not exempt.',
    (b) => ({ isExempt: (_, call) => b.isExempt(call.request.target, call) }),
  ),
  mutant(
    'healthz-needs-key-in-dev-mode',
    'Without configured keys the liveness probe requires a key, and nothing else does.',
    (b) => ({
      enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && isCallOf(call, 'healthz')),
      isExempt: (path, call) => call.config.mode !== 'open' && b.isExempt(path, call),
    }),
  ),
  mutant(
    'healthz-needs-key-when-disabled',
    'With auth disabled the liveness probe requires a key, and nothing else does.',
    (b) => ({
      enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && isCallOf(call, 'healthz')),
      isExempt: (path, call) => call.config.mode !== 'disabled' && b.isExempt(path, call),
    }),
  ),
  mutant(
    'healthz-fails-on-high-byte',
    'The liveness probe responds with 500 to a byte above 0x7f in Authorization.',
    () => ({
      beforeGate: (call) => {
        const odd = /[\x80-\xff]/.test(call.header('authorization') ?? '');
        return isCallOf(call, 'healthz') && odd ? failure(500, 'cannot decode') : undefined;
      },
    }),
  ),
  mutant('healthz-locked-out', 'After 25 numbered wrong keys the liveness probe responds with 429.', (b) => {
    let guesses = 0;
    return {
      accepts: (key, call) => {
        if (/^pk_wrong_\d+$/.test(key)) guesses += 1;
        return b.accepts(key, call);
      },
      beforeGate: (call) => (isCallOf(call, 'healthz') && guesses >= 25 ? failure(429, 'slow down') : undefined),
    };
  }),
  mutant('healthz-not-acceptable', 'The liveness probe responds with 406 to Accept: application/json.', () => ({
    beforeGate: (call) =>
      isCallOf(call, 'healthz') && call.header('accept') === 'application/json' ? failure(406, 'only text') : undefined,
  })),
  mutant('healthz-not-found', 'The liveness probe responds with 404.', () =>
    changed('healthz', () => failure(404, 'no such route')),
  ),
  mutant('healthz-unavailable', 'The liveness probe responds with 503.', () =>
    changed('healthz', (response) => ({ ...response, status: 503 })),
  ),
  mutant('healthz-redirects', 'The liveness probe redirects to its path with a trailing slash.', () =>
    changed('healthz', () => ({ status: 307, headers: { location: '/v1/healthz/' }, body: '' })),
  ),
  mutant('healthz-says-nothing', 'The liveness probe responds with 200 and an empty body.', () =>
    changed('healthz', (response) => ({ ...response, body: '' })),
  ),
  mutant('healthz-says-degraded', 'The liveness probe responds with 200 and a body that is not "ok".', () =>
    changed('healthz', (response) => ({ ...response, body: 'degraded' })),
  ),
  mutant('healthz-answers-204', 'The liveness probe responds with 204.', () =>
    changed('healthz', (response) => ({ ...response, status: 204, body: '' })),
  ),
  mutant('healthz-post-creates', 'POST to the liveness route is exempt and creates a sandbox.', (b) => ({
    routePath: (call) =>
      call.request.method === 'POST' && b.routePath(call) === '/v1/healthz' ? '/v1/sandboxes' : b.routePath(call),
  })),
  mutant('healthz-head-needs-key', 'The liveness probe is exempt for every method but HEAD.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && call.request.method !== 'HEAD',
  })),
  mutant('healthz-post-needs-key', 'The liveness probe is exempt only for GET and HEAD.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && ['GET', 'HEAD'].includes(call.request.method),
  })),
];
