import type { Verdict } from '../state/journal.ts';
import type { Behavior } from './behavior.ts';
import { Call, type Surroundings } from './call.ts';
import { disturb } from './disturb.ts';
import type { Log } from './log.ts';
import { type Answer, type Awaitable, after, failure, HttpError, type Request } from './message.ts';
import type { Reference } from './reference.ts';
import { targetPath } from './router.ts';

export interface CoreOptions {
  readonly reference: Reference;
  readonly behavior: Behavior;
  readonly log: Log | undefined;
}

/** Answers one request, at once when nothing is waited for. Neither throws nor rejects. */
export type Core = (request: Request) => Awaitable<Answer>;

/**
 * The one set of rules, over plain objects; adapters carry requests to it and answers away. The order is the
 * contract's: the gate decides before the route, the body or the sandbox are looked at.
 */
export function createCore({ reference, behavior, log }: CoreOptions): Core {
  const surroundings: Surroundings = { reference, behavior, perform: (call) => attempt(handle, call) };
  const conclude = (call: Call, answer: Answer): Answer => {
    const { request } = call;
    const finished = behavior.finish(answer, call);
    call.state.journal.add(call, finished.status);
    log?.request(
      request.method,
      reference.keys.redact(targetPath(request.target)),
      behavior.trace(call),
      finished.status,
    );
    return finished;
  };
  return (request) => {
    const call = new Call(request, surroundings);
    let answer: Awaitable<Answer>;
    try {
      answer = answerTo(call);
    } catch (error) {
      answer = failureOf(error);
    }
    if (!(answer instanceof Promise)) return conclude(call, answer);
    return answer.then(
      (given) => conclude(call, given),
      (error) => conclude(call, failureOf(error)),
    );
  };
}

/** What the gate, or else the operation, makes of a call. */
function answerTo(call: Call): Awaitable<Answer> {
  const { behavior } = call;
  if (!behavior.acceptsHosts(call.headers('host'))) return failure(400, 'more than one Host header');
  return after(behavior.beforeGate(call), (early) => early ?? after(gate(call), (refusal) => refusal ?? admit(call)));
}

/** The answer to a request that may not pass; undefined lets it through. */
function gate(call: Call): Awaitable<Answer | undefined> {
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

/** Carries out a call that passed the gate, or lets a fault do what it does. */
function admit(call: Call): Awaitable<Answer> {
  const fault = call.state.faults.take(call.route.operation?.id);
  return fault ? disturb(call, fault, handle) : handle(call);
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
  if (error instanceof HttpError) return failure(error.status, error.message, error.headers);
  return failure(500, 'internal error');
}
