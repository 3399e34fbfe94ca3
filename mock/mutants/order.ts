import { failure, HttpError, json } from '../protocol/message.ts';
import { BODY_LIMIT } from '../server/body.ts';
import { type Defect, mutant } from './mutant.ts';
import { consume, isCallOf, isRefused, refused } from './tools.ts';

/** Mutants that execute requests although they respond with 401. */
const carriedOut: readonly Defect[] = ['destroySandbox', 'execSandbox', 'mergeSandbox'].map((id) =>
  mutant(`${id}-refused-and-carried-out`, `${id} without a key responds with 401 but is executed.`, (b) => ({
    beforeGate: async (call) => {
      if (isCallOf(call, id) && (await isRefused(b, call))) await consume(await call.perform());
      return undefined;
    },
  })),
);

/** A mutant that handles one method as another and executes the request although it responds with 401. */
function overrides(name: string, method: string, handledAs: string, id: string): Defect {
  const defect = `${method} without a key responds with 401 but is executed as ${handledAs}.`;
  return mutant(name, defect, (b) => ({
    method: (call) => (call.request.method === method ? handledAs : b.method(call)),
    beforeGate: async (call) => {
      if (call.request.method === method && isCallOf(call, id) && (await isRefused(b, call)))
        await consume(await call.perform());
      return undefined;
    },
  }));
}

/** Mutants that act before the gate, or break the connection with a 401. */
export const orderMutants: readonly Defect[] = [
  ...carriedOut,
  overrides('options-refused-and-destroys', 'OPTIONS', 'DELETE', 'destroySandbox'),
  overrides('head-refused-and-destroys', 'HEAD', 'DELETE', 'destroySandbox'),
  overrides('put-refused-and-destroys', 'PUT', 'DELETE', 'destroySandbox'),
  overrides('options-refused-and-executes', 'OPTIONS', 'POST', 'execSandbox'),
  mutant('body-parsed-before-gate', 'A malformed body causes a 400 before the key is checked.', () => ({
    beforeGate: async (call) => {
      if (call.route.operation?.body) await call.json();
      return undefined;
    },
  })),
  mutant(
    'schema-checked-before-gate',
    'A body without a required member causes a 422 before the key is checked.',
    () => ({
      beforeGate: async (call) => {
        if (!isCallOf(call, 'execSandbox')) return undefined;
        const body = await call.json().catch(() => ({}));
        return typeof Object(body).code === 'string' ? undefined : failure(422, 'code is missing');
      },
    }),
  ),
  mutant('content-type-checked-before-gate', 'A wrong Content-Type causes a 415 before the key is checked.', (b) => ({
    beforeGate: (call) =>
      b.acceptsContentType(call.header('content-type')) ? undefined : failure(415, 'not application/json'),
  })),
  mutant('size-checked-before-gate', 'A large body causes a 413 before the key is checked.', () => ({
    beforeGate: (call) => {
      if (Number(call.header('content-length') ?? 0) <= BODY_LIMIT / 20) return undefined;
      throw new HttpError(413, 'the body is too large');
    },
  })),
  mutant('sandbox-looked-up-before-gate', 'An unknown sandbox causes a 404 before the key is checked.', () => ({
    beforeGate: (call) => {
      const ids = Object.values(call.route.parameters);
      const known = ids.every((id) => call.sandboxes.find(id) || call.sandboxes.isGone(id));
      return known ? undefined : failure(404, 'sandbox not found');
    },
  })),
  mutant('route-matched-before-gate', 'An unknown path below /v1/ causes a 404 before the key is checked.', () => ({
    beforeGate: (call) => (call.route.allow.length === 0 ? failure(404, 'no such route') : undefined),
  })),
  mutant('method-matched-before-gate', 'A wrong method causes a 405 before the key is checked.', () => ({
    beforeGate: ({ route }) =>
      route.allow.length > 0 && !route.operation
        ? failure(405, 'method not allowed', { allow: route.allow.join(', ') })
        : undefined,
  })),
  mutant('unknown-route-answered', 'An unknown path below /v1/ responds with 200 without a key.', (b) => ({
    beforeGate: (call) =>
      call.route.allow.length === 0 && b.isApi(b.gatePath(call), call) ? json(200, { service: 'hostd' }) : undefined,
  })),
  mutant('put-open', 'PUT requires no key and runs the handler for POST.', (b) => ({
    method: (call) => (call.request.method === 'PUT' ? 'POST' : b.method(call)),
    enforces: (call) => call.request.method !== 'PUT' && b.enforces(call),
  })),
  mutant('refusal-waits-for-body', 'A 401 is sent only after the whole body has arrived.', (b) => ({
    unauthorized: async (reason, call) => {
      await call.body();
      return b.unauthorized(reason, call);
    },
  })),
  mutant('refusal-breaks-connection', 'A 401 to a request with a large body closes the connection.', () =>
    refused((response, call) => ({
      ...response,
      breakConnection: Number(call.header('content-length') ?? 0) > 100_000,
    })),
  ),
  mutant('refusal-hangs', 'execSandbox without a key never responds.', (b) => ({
    unauthorized: (reason, call) =>
      isCallOf(call, 'execSandbox') ? new Promise(() => {}) : b.unauthorized(reason, call),
  })),
  mutant('head-open', 'HEAD requires no key.', (b) => ({
    enforces: (call) => call.request.method !== 'HEAD' && b.enforces(call),
  })),
  mutant('head-runs-handler', 'HEAD requires no key and runs the handler for POST.', (b) => ({
    method: (call) => (call.request.method === 'HEAD' ? 'POST' : b.method(call)),
    enforces: (call) => call.request.method !== 'HEAD' && b.enforces(call),
  })),
  mutant('options-runs-handler', 'OPTIONS requires no key and runs the handler for POST.', (b) => ({
    method: (call) => (call.request.method === 'OPTIONS' ? 'POST' : call.request.method),
    enforces: (call) => call.request.method !== 'OPTIONS' && b.enforces(call),
  })),
  mutant('options-not-allowed-without-key', 'OPTIONS without a key responds with 405.', (b) => ({
    enforces: (call) => call.request.method !== 'OPTIONS' && b.enforces(call),
  })),
];
