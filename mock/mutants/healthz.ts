import { bearerToken } from '../core/auth.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { changed, means } from './tools.ts';

export const healthzMutants: readonly Defect[] = [
  mutant('healthz-needs-key', 'The liveness probe asks for a key.', () => ({ isExempt: () => false })),
  mutant('healthz-judges-a-sent-key', 'The liveness probe needs no key but refuses a wrong one.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && bearerToken(call) === undefined,
  })),
  mutant(
    'healthz-refuses-other-schemes',
    'The liveness probe refuses an Authorization that is no bearer key.',
    (b) => ({
      isExempt: (path, call) =>
        b.isExempt(path, call) && (call.header('authorization') === undefined || bearerToken(call) !== undefined),
    }),
  ),
  mutant('healthz-refuses-empty-authorization', 'The liveness probe refuses an empty Authorization header.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && call.header('authorization') !== '',
  })),
  mutant('healthz-refuses-valid-key', 'The liveness probe answers 400 to a request that carries a good key.', (b) => ({
    beforeGate: (call) => {
      const key = bearerToken(call);
      return means(call, 'healthz') && key !== undefined && b.accepts(key, call) ? failure(400, 'no key') : undefined;
    },
  })),
  mutant(
    'healthz-fails-on-garbage',
    'The liveness probe answers 500 to an Authorization that it cannot parse.',
    () => ({
      beforeGate: (call) => {
        const value = call.header('authorization') ?? '';
        return means(call, 'healthz') && /^[^ ]+$/.test(value) ? failure(500, 'cannot parse') : undefined;
      },
    }),
  ),
  mutant(
    'healthz-not-exempt-with-query',
    'The exemption is compared with the whole target, so a query loses it.',
    (b) => ({ isExempt: (_, call) => b.isExempt(call.request.target, call) }),
  ),
  mutant('healthz-needs-key-in-dev-mode', 'Without configured keys the liveness probe alone asks for one.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && means(call, 'healthz')),
    isExempt: (path, call) => call.config.mode !== 'open' && b.isExempt(path, call),
  })),
  mutant(
    'healthz-needs-key-when-disabled',
    'With authentication disabled the liveness probe alone asks for a key.',
    (b) => ({
      enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && means(call, 'healthz')),
      isExempt: (path, call) => call.config.mode !== 'disabled' && b.isExempt(path, call),
    }),
  ),
  mutant('healthz-fails-on-high-byte', 'The liveness probe answers 500 to a byte above 0x7f in Authorization.', () => ({
    beforeGate: (call) => {
      const odd = /[\x80-\xff]/.test(call.header('authorization') ?? '');
      return means(call, 'healthz') && odd ? failure(500, 'cannot decode') : undefined;
    },
  })),
  mutant('healthz-locked-out', 'After 25 wrong keys with a number at their end the liveness probe is a 429.', (b) => {
    let guesses = 0;
    return {
      accepts: (key, call) => {
        if (/^pk_wrong_\d+$/.test(key)) guesses += 1;
        return b.accepts(key, call);
      },
      beforeGate: (call) => (means(call, 'healthz') && guesses >= 25 ? failure(429, 'slow down') : undefined),
    };
  }),
  mutant('healthz-not-acceptable', 'The liveness probe is a 406 to whoever wants JSON.', () => ({
    beforeGate: (call) =>
      means(call, 'healthz') && call.header('accept') === 'application/json' ? failure(406, 'only text') : undefined,
  })),
  mutant('healthz-not-found', 'There is no liveness probe.', () =>
    changed('healthz', () => failure(404, 'no such route')),
  ),
  mutant('healthz-unavailable', 'The liveness probe answers 503.', () =>
    changed('healthz', (answer) => ({ ...answer, status: 503 })),
  ),
  mutant('healthz-redirects', 'The liveness probe redirects to itself with a slash.', () =>
    changed('healthz', () => ({ status: 307, headers: { location: '/v1/healthz/' }, body: '' })),
  ),
  mutant('healthz-says-nothing', 'The liveness probe answers 200 with an empty body.', () =>
    changed('healthz', (answer) => ({ ...answer, body: '' })),
  ),
  mutant('healthz-says-degraded', 'The liveness probe answers 200 with a body that does not say ok.', () =>
    changed('healthz', (answer) => ({ ...answer, body: 'degraded' })),
  ),
  mutant('healthz-answers-204', 'The liveness probe answers 204.', () =>
    changed('healthz', (answer) => ({ ...answer, status: 204, body: '' })),
  ),
  mutant('healthz-post-creates', 'POST to the liveness route is exempt, and creates a sandbox.', (b) => ({
    routePath: (call) =>
      call.request.method === 'POST' && b.routePath(call) === '/v1/healthz' ? '/v1/sandboxes' : b.routePath(call),
  })),
  mutant('healthz-head-needs-key', 'The liveness probe is exempt for every method but HEAD.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && call.request.method !== 'HEAD',
  })),
  mutant('healthz-post-needs-key', 'The exemption holds for GET and HEAD only.', (b) => ({
    isExempt: (path, call) => b.isExempt(path, call) && ['GET', 'HEAD'].includes(call.request.method),
  })),
];
