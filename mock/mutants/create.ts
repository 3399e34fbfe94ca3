import type { Handler } from '../core/behavior.ts';
import { Machine } from '../interpreter/machine.ts';
import { failure, json, type Response } from '../protocol/message.ts';
import type { Defect } from './mutant.ts';
import { handles, responds } from './tools.ts';

const body = (response: Response): Record<string, unknown> => JSON.parse(String(response.body));

/** Mutants of createSandbox. */
export const createMutants: readonly Defect[] = [
  responds('createSandbox', 'create-fails', 'createSandbox responds with 500.', () => failure(500, 'internal error')),
  responds('createSandbox', 'create-accepts-only', 'createSandbox responds with 202.', (response) => ({
    ...response,
    status: 202,
  })),
  responds('createSandbox', 'create-without-id', 'The response of createSandbox has no id.', () =>
    json(200, { state: 'ready' }),
  ),
  responds('createSandbox', 'create-without-state', 'The response of createSandbox has no state.', (response) =>
    json(200, { id: body(response).id }),
  ),
  responds('createSandbox', 'create-still-booting', 'createSandbox responds before the sandbox is ready.', (response) =>
    json(200, { ...body(response), state: 'booting' }),
  ),
  responds('createSandbox', 'create-id-is-number', 'The id in the response of createSandbox is a number.', () =>
    json(200, { id: 7, state: 'ready' }),
  ),
  responds('createSandbox', 'create-is-plain-text', 'createSandbox sends JSON as text/plain.', (response) => ({
    ...response,
    headers: { 'content-type': 'text/plain' },
  })),
  handles('createSandbox', 'create-repeats-id', 'createSandbox always returns the first sandbox.', (before) => {
    let first: Awaited<ReturnType<Handler>> | undefined;
    return async (call) => {
      first ??= await before(call);
      return first;
    };
  }),
  handles(
    'createSandbox',
    'create-needs-body',
    'createSandbox refuses an empty body.',
    (before) => async (call) => ((await call.body()).length === 0 ? failure(400, 'a body is required') : before(call)),
  ),
  handles('createSandbox', 'create-ignores-bad-body', 'createSandbox accepts any body.', () => (call) => {
    return json(200, { id: call.sandboxes.add(new Machine()), state: 'ready' });
  }),
];
