import { operations } from '../../src/contract/contract.ts';
import type { Behavior, Call, Handler } from '../core/behavior.ts';
import { noContent, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';

/** The contract's operations that ask for a key, by operationId. */
export const protectedOperations: readonly string[] = operations.filter((o) => !o.exempt).map((o) => o.id);

/** Whether a call means this operation. */
export function means(call: Call, operation: string): boolean {
  return call.route.operation?.id === operation;
}

/** A `finish` that changes the successful answers of one operation. */
export function changed(
  operation: string,
  change: (answer: Response, call: Call) => Response,
): Pick<Behavior, 'finish'> {
  return {
    finish: (answer, call) => (means(call, operation) && answer.status < 300 ? change(answer, call) : answer),
  };
}

/** A `finish` that changes every 401. */
export function refused(change: (answer: Response, call: Call) => Response): Pick<Behavior, 'finish'> {
  return { finish: (answer, call) => (answer.status === 401 ? change(answer, call) : answer) };
}

/** Whether the gate would turn the call away. */
export async function isRefused(b: Behavior, call: Call): Promise<boolean> {
  if (!b.enforces(call) || b.isExempt(b.gatePath(call), call)) return false;
  const key = await b.credential(call);
  return key === undefined || !b.accepts(key, call);
}

/** Reads the whole body of an answer, so that what it reports has happened. */
export async function consume({ body }: Response): Promise<void> {
  if (typeof body === 'string') return;
  for await (const _ of body);
}

/** The first value in the query of the target, decoded. */
export function queryValue(call: Call, name: string): string | undefined {
  return new URLSearchParams(call.request.target.split('?')[1]).get(name) ?? undefined;
}

/** The reference whose successful answers of one operation differ. */
export function answers(
  operation: string,
  name: string,
  defect: string,
  change: (answer: Response) => Response,
): Defect {
  return mutant(name, defect, () => changed(operation, change));
}

/** The reference with another handler of one operation. */
export function handles(
  operation: string,
  name: string,
  defect: string,
  change: (before: Handler, b: Behavior) => Handler,
): Defect {
  return mutant(name, defect, (b) => {
    const before = b.handlers[operation] ?? (() => noContent);
    return { handlers: { ...b.handlers, [operation]: change(before, b) } };
  });
}
