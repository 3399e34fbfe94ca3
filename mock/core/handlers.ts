import { knownOperations } from '../../src/contract/contract.ts';
import { validateCreateRequest } from '../../src/contract/generated/request-validators.js';
import type { Validator } from '../../src/contract/validator.ts';
import type { Language } from '../interpreter/interpreter.ts';
import { HttpError, json, noContent } from '../protocol/message.ts';
import type { Held } from '../state/sandboxes.ts';
import type { Call, Handler } from './behavior.ts';
import { execEvents } from './exec.ts';
import { type ExecEvent, lineOf } from './exec-event.ts';
import { observedHandlers } from './observed.ts';

/** The handler of each operation of the contract, by operationId. */
export const handlers: Readonly<Record<string, Handler>> = {
  healthz: () => ({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok' }),

  createSandbox(call) {
    return call.body().then((bytes) => {
      checked(call.parse(bytes), validateCreateRequest);
      return json(200, { id: call.sandboxes.add(), state: 'ready' });
    });
  },

  destroySandbox(call) {
    const id = parameter(call, 'id');
    if (!call.sandboxes.find(id) && !call.sandboxes.isGone(id)) throw notFound();
    call.behavior.destroy(call.sandboxes, id);
    return noContent;
  },

  async execSandbox(call) {
    const id = parameter(call, 'id');
    if (!call.sandboxes.find(id)) throw notFound();
    const { defaultLanguage, execBody } = call.behavior;
    const { code, language = defaultLanguage } = checked(await call.json(), execBody) as ExecRequest;
    const stop = new AbortController();
    const events = call.behavior.events(execEvents(call, id, language, code, stop), call);
    return {
      status: 200,
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines(events),
      cancel: () => stop.abort(),
    };
  },

  async forkSandbox(call) {
    const id = parameter(call, 'id');
    if (!call.sandboxes.find(id)) throw notFound();
    const { n = 1 } = checked(await call.json(), call.behavior.forkBody) as { n?: number };
    const held = await hold(call, id);
    try {
      const copies = Array.from({ length: n }, () => call.behavior.copy(held.machine));
      return json(200, { children: copies.map((copy) => call.sandboxes.add(copy, id)) });
    } finally {
      held.release();
    }
  },

  async mergeSandbox(call) {
    const parent = parameter(call, 'parent');
    const winner = parameter(call, 'winner');
    if (parent === winner) throw new HttpError(400, 'a sandbox cannot be merged into itself');
    // Every merge locks in the same order, so that two of them cannot deadlock.
    const [first = '', second = ''] = [parent, winner].sort();
    const one = await hold(call, first);
    try {
      const other = await hold(call, second);
      try {
        call.behavior.merge(call.sandboxes, parent, winner);
        return noContent;
      } finally {
        other.release();
      }
    } finally {
      one.release();
    }
  },

  ...observedHandlers,
};

for (const { id } of knownOperations) {
  if (!handlers[id]) throw new Error(`the mock has no handler for the operation "${id}" of openapi.yaml`);
}

interface ExecRequest {
  readonly code: string;
  readonly language?: Language;
}

function notFound(): HttpError {
  return new HttpError(404, 'sandbox not found');
}

function parameter(call: Call, name: string): string {
  return call.route.parameters[name] ?? '';
}

async function hold(call: Call, id: string): Promise<Held> {
  const held = await call.sandboxes.hold(id);
  if (!held) throw notFound();
  return held;
}

/** The body, or `{}` when there is none. Throws an `HttpError` 400 when it does not match the schema of the contract. */
function checked(body: unknown = {}, validate: Validator): unknown {
  if (validate(body)) return body;
  const [error] = validate.errors ?? [];
  throw new HttpError(400, `the body is not acceptable: ${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim());
}

async function* lines(events: AsyncIterable<ExecEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${await lineOf(event)}\n`;
}
