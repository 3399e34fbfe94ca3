import type { Behavior } from './behavior.ts';
import { Call, type Surroundings } from './call.ts';
import type { Config } from './config.ts';
import { JOURNAL_BODY_LIMIT, type Journal } from './journal.ts';
import type { Log } from './log.ts';
import { type Answer, type Awaitable, after, failure, HttpError, type Request } from './model.ts';
import { targetPath } from './router.ts';
import { Sandboxes } from './sandboxes.ts';

export interface CoreOptions {
  readonly config: Config;
  readonly behavior: Behavior;
  readonly journal: Journal;
  readonly log: Log;
}

/** Answers one request, at once when nothing is waited for. Neither throws nor rejects. */
export type Core = (request: Request) => Awaitable<Answer>;

/**
 * The one set of rules, over plain objects; adapters carry requests to it and answers away. The order is the
 * contract's: the gate decides before the route, the body or the sandbox are looked at.
 */
export function createCore({ config, behavior, journal, log }: CoreOptions): Core {
  const surroundings: Surroundings = {
    config,
    behavior,
    sandboxes: new Sandboxes(),
    perform: (call) => attempt(handle, call),
  };
  const conclude = (call: Call, answer: Answer): Answer => {
    const { request } = call;
    const { operation, parameters } = call.route;
    const finished = behavior.finish(answer, call);
    const { status } = finished;
    journal.add(request, { operation: operation?.id, parameters, status, body: bodyText(call) });
    log.request(request.method, targetPath(request.target), behavior.trace(call), status);
    return finished;
  };
  return (request) => {
    const call = new Call(request, surroundings);
    return after(attempt(answerTo, call), (answer) => conclude(call, answer));
  };
}

/** What the gate, or else the operation, makes of a call. */
function answerTo(call: Call): Awaitable<Answer> {
  const { behavior } = call;
  if (!behavior.acceptsHosts(call.headers('host'))) return failure(400, 'more than one Host header');
  return after(behavior.beforeGate(call), (early) => early ?? after(gate(call), (refusal) => refusal ?? handle(call)));
}

/** The answer to a request that may not pass; undefined lets it through. */
function gate(call: Call): Awaitable<Answer | undefined> {
  const { behavior } = call;
  const path = behavior.gatePath(call);
  if (!behavior.enforces(call) || !behavior.isApi(path, call) || behavior.isExempt(path, call)) return undefined;
  return after(behavior.credential(call), (key) => {
    if (key === undefined) return behavior.unauthorized('missing', call);
    return behavior.accepts(key, call) ? undefined : behavior.unauthorized('invalid', call);
  });
}

function handle(call: Call): Awaitable<Answer> {
  const { operation, allow } = call.route;
  const handler = operation && call.behavior.handlers[operation.id];
  if (handler) return handler(call);
  if (allow.length > 0) return failure(405, 'method not allowed', { allow: allow.join(', ') });
  return failure(404, 'no such route');
}

/** Makes an answer of an error, thrown now or later. */
function attempt(step: (call: Call) => Awaitable<Answer>, call: Call): Awaitable<Answer> {
  try {
    const answer = step(call);
    return answer instanceof Promise ? answer.catch(failureOf) : answer;
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Answer {
  if (error instanceof HttpError) return failure(error.status, error.message);
  return failure(500, 'internal error');
}

function bodyText({ received }: Call): string | undefined {
  return received && received.length <= JOURNAL_BODY_LIMIT ? received.toString() : undefined;
}
