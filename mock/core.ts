import type { Behavior } from './behavior.ts';
import { Call, type Surroundings } from './call.ts';
import type { Config } from './config.ts';
import { JOURNAL_BODY_LIMIT, type Journal } from './journal.ts';
import type { Log } from './log.ts';
import { type Answer, failure, HttpError, type Request } from './model.ts';
import { targetPath } from './router.ts';
import { Sandboxes } from './sandboxes.ts';

export interface CoreOptions {
  readonly config: Config;
  readonly behavior: Behavior;
  readonly journal: Journal;
  readonly log: Log;
}

/** Answers one request. Never rejects. */
export type Core = (request: Request) => Promise<Answer>;

/**
 * The one set of rules, over plain objects; adapters carry requests to it and answers away. The order is the
 * contract's: the gate decides before the route, the body or the sandbox are looked at.
 */
export function createCore({ config, behavior, journal, log }: CoreOptions): Core {
  const surroundings: Surroundings = { config, behavior, sandboxes: new Sandboxes(), perform };
  return async (request) => {
    const call = new Call(request, surroundings);
    const answer = behavior.finish(await answerTo(call), call);
    const { operation, parameters } = call.route;
    journal.add(request, { operation: operation?.id, parameters, status: answer.status, body: bodyText(call) });
    log.request({ method: request.method, path: targetPath(request.target), ...behavior.trace(call) }, answer.status);
    return answer;
  };
}

async function answerTo(call: Call): Promise<Answer> {
  try {
    if (!call.behavior.acceptsHosts(call.headers('host'))) return failure(400, 'more than one Host header');
    return (await call.behavior.beforeGate(call)) ?? (await gate(call)) ?? (await perform(call));
  } catch (error) {
    return failureOf(error);
  }
}

/** The answer to a request that may not pass; undefined lets it through. */
async function gate(call: Call): Promise<Answer | undefined> {
  const { behavior } = call;
  const path = behavior.gatePath(call);
  if (!behavior.enforces(call) || !behavior.isApi(path, call) || behavior.isExempt(path, call)) return undefined;
  const key = await behavior.credential(call);
  if (key === undefined) return behavior.unauthorized('missing', call);
  return behavior.accepts(key, call) ? undefined : behavior.unauthorized('invalid', call);
}

async function perform(call: Call): Promise<Answer> {
  const { operation, allow } = call.route;
  const handler = operation && call.behavior.handlers[operation.id];
  try {
    if (handler) return await handler(call);
    if (allow.length > 0) return failure(405, 'method not allowed', { allow: allow.join(', ') });
    return failure(404, 'no such route');
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
