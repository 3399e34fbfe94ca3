import { serve } from '../../mock/adapters/serve.ts';
import type { Behavior, Call, Handler } from '../../mock/core/behavior.ts';
import { correct } from '../../mock/core/correct.ts';
import { Reference } from '../../mock/core/reference.ts';
import type { Response } from '../../mock/protocol/message.ts';
import { freePort } from '../../src/hosts/ports.ts';
import { member } from '../../src/http/response.ts';

/** The reference hostd, with room for some number of sandboxes, at a free port of 127.0.0.1. */
export interface Bounded extends AsyncDisposable {
  readonly url: string;
  /** How often a sandbox was refused for lack of room. */
  refused(): number;
}

/**
 * Serves a hostd that responds with `refusal` to whoever wants more than `room` sandboxes at a time. `room` is asked
 * with the number of refusals so far.
 */
export async function serveBounded(
  keys: readonly string[],
  room: number | ((refused: number) => number),
  refusal: Response,
): Promise<Bounded> {
  const port = await freePort();
  let refused = 0;
  const { createSandbox, forkSandbox } = correct.handlers;
  /** Calls the handler if there is room for all sandboxes that it would create. */
  const within = (handler: Handler | undefined, wanted: (call: Call) => Promise<number>): Handler => {
    if (!handler) throw new Error('the reference has no such handler');
    return async (call) => {
      const made = await wanted(call);
      const most = typeof room === 'number' ? room : room(refused);
      if (made === 0 || call.sandboxes.list().length + made <= most) return handler(call);
      refused += 1;
      return refusal;
    };
  };
  const children = async (call: Call) => {
    const n = member({ body: await call.body() }, 'n') ?? 1;
    const known = call.sandboxes.find(call.route.parameters.id ?? '') !== undefined;
    return known && typeof n === 'number' && n > 0 && n <= 32 ? n : 0;
  };
  const behavior: Behavior = {
    ...correct,
    handlers: {
      ...correct.handlers,
      createSandbox: within(createSandbox, async () => 1),
      forkSandbox: within(forkSandbox, children),
    },
  };
  const address = { host: '127.0.0.1', port };
  const mode = keys.length > 0 ? 'enforced' : 'open';
  const reference = new Reference({
    config: { address, keys, authDisabled: false, logFormat: 'text', mode },
    behavior,
  });
  const listening = await serve(reference, behavior, address);
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    async [Symbol.asyncDispose]() {
      reference.end();
      await listening.close();
    },
  };
}
