import { type Awaitable, after, failure, HttpError, type Request, type Response } from '../protocol/message.ts';
import type { Verdict } from '../state/journal-entry.ts';
import type { Call } from './behavior.ts';
import { type Host, ReceivedCall } from './call.ts';
import { disturb } from './disturb.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import { targetPath } from './router.ts';

/** Serves one request, synchronously unless something has to be awaited. Neither throws nor rejects. */
export type Core = (request: Request) => Awaitable<Response>;

/**
 * Creates the one implementation of the contract, over plain objects: adapters convert requests and responses. As the
 * contract requires, the gate decides before the route, the body or the sandbox matter.
 */
export function createCore(host: Host & { readonly keys: Keys }, log: Log | undefined): Core {
  const { behavior } = host;
  const perform = (call: Call): Awaitable<Response> => attempt(handle, call);
  const conclude = (call: Call, response: Response): Response => {
    const { request } = call;
    const finished = behavior.finish(response, call);
    call.state.journal.add(call, finished.status);
    log?.request(request.method, host.keys.redact(targetPath(request.target)), behavior.trace(call), finished.status);
    return finished;
  };
  return (request) => {
    const call = new ReceivedCall(request, host, perform);
    let response: Awaitable<Response>;
    try {
      response = respond(call);
    } catch (error) {
      response = failureOf(error);
    }
    if (!(response instanceof Promise)) return conclude(call, response);
    return response.then(
      (settled) => conclude(call, settled),
      (error) => conclude(call, failureOf(error)),
    );
  };
}

/** The response of the gate, or else of the operation. */
function respond(call: Call): Awaitable<Response> {
  const { behavior } = call;
  if (!behavior.acceptsHosts(call.headers('host'))) return failure(400, 'more than one Host header');
  return after(behavior.beforeGate(call), (early) => early ?? after(gate(call), (refusal) => refusal ?? admit(call)));
}

/** The response to a request that the gate refuses; undefined lets the request through. */
function gate(call: Call): Awaitable<Response | undefined> {
  const { behavior } = call;
  const path = behavior.gatePath(call);
  if (!behavior.enforces(call)) return pass(call, 'off');
  if (!behavior.isApi(path, call) || behavior.isExempt(path, call)) return pass(call, 'exempt');
  return after(behavior.credential(call), (key) => {
    if (key !== undefined && behavior.accepts(key, call)) return pass(call, 'accepted');
    call.verdict = key === undefined ? 'missing' : 'invalid';
    return behavior.unauthorized(call.verdict, call);
  });
}

function pass(call: Call, verdict: Verdict): undefined {
  call.verdict = verdict;
}

/** Handles a call that passed the gate, unless a fault hits it. */
function admit(call: Call): Awaitable<Response> {
  const fault = call.state.faults.take(call.route.operation?.id);
  return fault ? disturb(call, fault, handle) : handle(call);
}

function handle(call: Call): Awaitable<Response> {
  const { operation, allow } = call.route;
  const handler = operation && call.behavior.handlers[operation.id];
  if (handler) return handler(call);
  if (allow.length > 0) return failure(405, 'method not allowed', { allow: allow.join(', ') });
  return failure(404, 'no such route');
}

/** Turns an error, thrown or rejected, into a response. */
function attempt(step: (call: Call) => Awaitable<Response>, call: Call): Awaitable<Response> {
  try {
    const response = step(call);
    return response instanceof Promise ? response.catch(failureOf) : response;
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Response {
  if (error instanceof HttpError) return failure(error.status, error.message, error.headers);
  return failure(500, 'internal error');
}
