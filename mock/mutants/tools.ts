import { operations } from '../../src/contract/contract.ts';
import type { Behavior, Call, Handler } from '../core/behavior.ts';
import { noContent, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';

/** The operationIds of all operations that require a key. */
export const protectedOperations: readonly string[] = operations.filter((o) => !o.exempt).map((o) => o.id);

/** Whether a call is routed to this operation. */
export function isCallOf(call: Call, operation: string): boolean {
  return call.route.operation?.id === operation;
}

/** A `finish` that changes the successful responses of one operation. */
export function changed(
  operation: string,
  change: (response: Response, call: Call) => Response,
): Pick<Behavior, 'finish'> {
  return {
    finish: (response, call) =>
      isCallOf(call, operation) && response.status < 300 ? change(response, call) : response,
  };
}

/** A `finish` that changes every 401. */
export function refused(change: (response: Response, call: Call) => Response): Pick<Behavior, 'finish'> {
  return { finish: (response, call) => (response.status === 401 ? change(response, call) : response) };
}

/** Whether the gate refuses the call. */
export async function isRefused(b: Behavior, call: Call): Promise<boolean> {
  if (!b.enforces(call) || b.isExempt(b.gatePath(call), call)) return false;
  const key = await b.credential(call);
  return key === undefined || !b.accepts(key, call);
}

/** Reads a streamed body to its end, which is when the run that produces it is complete. */
export async function consume({ body }: Response): Promise<void> {
  if (typeof body === 'string') return;
  for await (const _ of body);
}

/** The decoded value of the first query parameter with this name. */
export function queryValue(call: Call, name: string): string | undefined {
  return new URLSearchParams(call.request.target.split('?')[1]).get(name) ?? undefined;
}

/** A mutant that changes the successful responses of one operation. */
export function responds(
  operation: string,
  name: string,
  defect: string,
  change: (response: Response) => Response,
): Defect {
  return mutant(name, defect, () => changed(operation, change));
}

/** A mutant with a different handler for one operation. */
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
