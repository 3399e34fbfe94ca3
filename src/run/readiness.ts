import { setTimeout as delay } from 'node:timers/promises';
import { LIVENESS } from '../checks/probe.ts';
import type { Running } from '../hosts/host.ts';
import { Wire } from '../http/client.ts';

/** How a launch ended. `warming`: it responded 503 until the limit. `silent`: it neither responded nor exited. */
export type Start = 'ready' | 'warming' | 'exited' | 'silent';

/**
 * Waits until the server responds, exits, or `limitMs` milliseconds are over. A 503, which a server may send while it
 * warms up, counts as a response only with `any`.
 */
export async function awaitReady(running: Running, limitMs: number, any = false): Promise<Start> {
  const deadline = performance.now() + limitMs;
  const wire = new Wire(running.endpoint, running.authority, limitMs);
  const ended = running.exited.then(() => 'exited' as const);
  let answered = false;
  try {
    for (let pause = 4; performance.now() < deadline; pause = Math.min(pause * 1.5, 50)) {
      const probe = await Promise.race([ended, wire.send(LIVENESS)]);
      if (probe === 'exited') return 'exited';
      answered ||= probe.response !== undefined;
      if (probe.response && (any || probe.response.status !== 503)) return running.exit ? 'exited' : 'ready';
      if (probe.failure?.kind === 'protocol') return 'ready';
      if ((await Promise.race([ended, delay(pause)])) === 'exited') return 'exited';
    }
    return answered ? 'warming' : 'silent';
  } finally {
    wire.close();
  }
}
