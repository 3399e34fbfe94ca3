import type { Handler } from '../core/behavior.ts';
import { Machine } from '../interpreter/machine.ts';
import { failure, json, type Response } from '../protocol/message.ts';
import type { Defect } from './mutant.ts';
import { answers, handles } from './tools.ts';

const body = (answer: Response): Record<string, unknown> => JSON.parse(String(answer.body));

/** createSandbox. */
export const createMutants: readonly Defect[] = [
  answers('createSandbox', 'create-fails', 'createSandbox answers 500.', () => failure(500, 'internal error')),
  answers('createSandbox', 'create-accepts-only', 'createSandbox answers 202.', (answer) => ({
    ...answer,
    status: 202,
  })),
  answers('createSandbox', 'create-without-id', 'createSandbox gives no id.', () => json(200, { state: 'ready' })),
  answers('createSandbox', 'create-without-state', 'createSandbox gives no state.', (answer) =>
    json(200, { id: body(answer).id }),
  ),
  answers('createSandbox', 'create-still-booting', 'createSandbox answers before the sandbox is ready.', (answer) =>
    json(200, { ...body(answer), state: 'booting' }),
  ),
  answers('createSandbox', 'create-id-is-number', 'createSandbox gives a number as id.', () =>
    json(200, { id: 7, state: 'ready' }),
  ),
  answers('createSandbox', 'create-is-plain-text', 'createSandbox answers JSON as text/plain.', (answer) => ({
    ...answer,
    headers: { 'content-type': 'text/plain' },
  })),
  handles('createSandbox', 'create-repeats-id', 'createSandbox always hands out the first sandbox.', (before) => {
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
    (before) => async (call) => ((await call.body()).length === 0 ? failure(400, 'a body is needed') : before(call)),
  ),
  handles('createSandbox', 'create-ignores-bad-body', 'createSandbox takes any body.', () => (call) => {
    return json(200, { id: call.sandboxes.add(new Machine()), state: 'ready' });
  }),
];
