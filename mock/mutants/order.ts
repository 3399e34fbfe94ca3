import { failure, HttpError, json } from '../protocol/message.ts';
import { BODY_LIMIT } from '../server/body.ts';
import { type Defect, mutant } from './mutant.ts';
import { consume, isRefused, means, refused } from './tools.ts';

/** Requests are carried out although they are refused. */
const carriedOut: readonly Defect[] = ['destroySandbox', 'execSandbox', 'mergeSandbox'].map((id) =>
  mutant(`${id}-refused-and-carried-out`, `${id} without a key is answered 401 and carried out all the same.`, (b) => ({
    beforeGate: async (call) => {
      if (means(call, id) && (await isRefused(b, call))) await consume(await call.perform());
      return undefined;
    },
  })),
);

/** The reference that takes one method for another, and carries that out although it is refused. */
function takenFor(name: string, method: string, meant: string, id: string): Defect {
  const defect = `${method} without a key is answered 401, taken for ${meant}, and carried out all the same.`;
  return mutant(name, defect, (b) => ({
    method: (call) => (call.request.method === method ? meant : b.method(call)),
    beforeGate: async (call) => {
      if (call.request.method === method && means(call, id) && (await isRefused(b, call)))
        await consume(await call.perform());
      return undefined;
    },
  }));
}

/** What happens before the gate, and what a 401 does to the connection. */
export const orderMutants: readonly Defect[] = [
  ...carriedOut,
  takenFor('options-refused-and-destroys', 'OPTIONS', 'DELETE', 'destroySandbox'),
  takenFor('head-refused-and-destroys', 'HEAD', 'DELETE', 'destroySandbox'),
  takenFor('put-refused-and-destroys', 'PUT', 'DELETE', 'destroySandbox'),
  takenFor('options-refused-and-executes', 'OPTIONS', 'POST', 'execSandbox'),
  mutant('body-parsed-before-gate', 'A malformed body is a 400 before the key is looked at.', () => ({
    beforeGate: async (call) => {
      if (call.route.operation?.body) await call.json();
      return undefined;
    },
  })),
  mutant(
    'schema-checked-before-gate',
    'A body that lacks a required member is a 422 before the key is looked at.',
    () => ({
      beforeGate: async (call) => {
        if (!means(call, 'execSandbox')) return undefined;
        const body = await call.json().catch(() => ({}));
        return typeof Object(body).code === 'string' ? undefined : failure(422, 'code is missing');
      },
    }),
  ),
  mutant('content-type-checked-before-gate', 'Another content type is a 415 before the key is looked at.', (b) => ({
    beforeGate: (call) =>
      b.acceptsContentType(call.header('content-type')) ? undefined : failure(415, 'not application/json'),
  })),
  mutant('size-checked-before-gate', 'A large body is a 413 before the key is looked at.', () => ({
    beforeGate: (call) => {
      if (Number(call.header('content-length') ?? 0) <= BODY_LIMIT / 20) return undefined;
      throw new HttpError(413, 'the body is too large');
    },
  })),
  mutant('sandbox-looked-up-before-gate', 'An unknown sandbox is a 404 before the key is looked at.', () => ({
    beforeGate: (call) => {
      const ids = Object.values(call.route.parameters);
      const known = ids.every((id) => call.sandboxes.find(id) || call.sandboxes.isGone(id));
      return known ? undefined : failure(404, 'sandbox not found');
    },
  })),
  mutant('route-matched-before-gate', 'An unknown path below /v1/ is a 404 without a key.', () => ({
    beforeGate: (call) => (call.route.allow.length === 0 ? failure(404, 'no such route') : undefined),
  })),
  mutant('method-matched-before-gate', 'A wrong method is a 405 without a key.', () => ({
    beforeGate: ({ route }) =>
      route.allow.length > 0 && !route.operation
        ? failure(405, 'method not allowed', { allow: route.allow.join(', ') })
        : undefined,
  })),
  mutant('unknown-route-answered', 'An unknown path below /v1/ is a 200 without a key.', (b) => ({
    beforeGate: (call) =>
      call.route.allow.length === 0 && b.isApi(b.gatePath(call), call) ? json(200, { service: 'hostd' }) : undefined,
  })),
  mutant('put-open', 'PUT needs no key and runs the handler of POST.', (b) => ({
    method: (call) => (call.request.method === 'PUT' ? 'POST' : b.method(call)),
    enforces: (call) => call.request.method !== 'PUT' && b.enforces(call),
  })),
  mutant('refusal-waits-for-body', 'A 401 is sent only when the body has arrived.', (b) => ({
    unauthorized: async (reason, call) => {
      await call.body();
      return b.unauthorized(reason, call);
    },
  })),
  mutant('refusal-breaks-connection', 'A 401 to a request with a large body breaks the connection.', () =>
    refused((answer, call) => ({
      ...answer,
      breakConnection: Number(call.header('content-length') ?? 0) > 100_000,
    })),
  ),
  mutant('refusal-hangs', 'execSandbox without a key is never answered.', (b) => ({
    unauthorized: (reason, call) => (means(call, 'execSandbox') ? new Promise(() => {}) : b.unauthorized(reason, call)),
  })),
  mutant('head-open', 'HEAD needs no key.', (b) => ({
    enforces: (call) => call.request.method !== 'HEAD' && b.enforces(call),
  })),
  mutant('head-runs-handler', 'HEAD needs no key and runs the handler of the path.', (b) => ({
    method: (call) => (call.request.method === 'HEAD' ? 'POST' : b.method(call)),
    enforces: (call) => call.request.method !== 'HEAD' && b.enforces(call),
  })),
  mutant('options-runs-handler', 'OPTIONS needs no key and runs the handler of the path.', (b) => ({
    method: (call) => (call.request.method === 'OPTIONS' ? 'POST' : call.request.method),
    enforces: (call) => call.request.method !== 'OPTIONS' && b.enforces(call),
  })),
  mutant('options-not-allowed-without-key', 'OPTIONS without a key is a 405.', (b) => ({
    enforces: (call) => call.request.method !== 'OPTIONS' && b.enforces(call),
  })),
];
