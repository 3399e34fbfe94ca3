import type { Fault } from '../faults/fault.ts';
import { faultKinds } from '../faults/registry.ts';
import type { Awaitable, Response } from '../protocol/message.ts';
import type { Call } from './behavior.ts';

/** Serves a call that a fault hits. `handle` runs the operation. */
export async function disturb(
  call: Call,
  fault: Fault,
  handle: (call: Call) => Awaitable<Response>,
): Promise<Response> {
  call.fault = fault.does;
  if (fault.delayMs !== undefined) await call.delays.wait(fault.delayMs);
  return faultKinds[fault.does].respond(
    {
      handle: () => handle(call),
      async drain() {
        await call.body().catch(() => undefined);
      },
      refuse() {
        call.verdict = 'invalid';
        return call.behavior.unauthorized('invalid', call);
      },
    },
    fault,
  );
}
