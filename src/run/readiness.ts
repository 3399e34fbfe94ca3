import { setTimeout as delay } from 'node:timers/promises';
import { LIVENESS } from '../checks/probe.ts';
import type { Running } from '../hosts/host.ts';
import { Wire } from '../http/client.ts';
import type { FailureKind } from '../http/failure.ts';

/**
 * How a launch ended. `warming`: it responded 503 until the limit. `silent`: it neither responded nor exited.
 * `elsewhere`: it listens, but not where the suite reaches it.
 */
export type Start = 'ready' | 'warming' | 'exited' | 'silent' | 'elsewhere';

/** How long a server may take from its first socket to the others, in milliseconds. */
const SOCKETS_MS = 1_000;

/** Failures of a server that listens and sends responses. */
const RESPONDED: readonly FailureKind[] = ['protocol', 'malformed', 'undecodable'];

/**
 * Waits until the server responds, exits, or `limitMs` milliseconds are over. A 503, which a server may send while it
 * warms up, counts as a response only with `any`.
 * @param elsewhere whether the server listens at another address than the one at which it must respond
 */
export async function awaitReady(
  running: Running,
  limitMs: number,
  any = false,
  elsewhere: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<Start> {
  const deadline = performance.now() + limitMs;
  const wire = new Wire(running.endpoint, running.authority, limitMs);
  const ended = running.exited.then(() => 'exited' as const);
  let responded = false;
  let elsewhereSince: number | undefined;
  try {
    for (let pause = 4; performance.now() < deadline; pause = Math.min(pause * 1.5, 50)) {
      const probe = await Promise.race([ended, wire.send(LIVENESS)]);
      if (probe === 'exited') return 'exited';
      responded ||= probe.response !== undefined;
      if (probe.response && (any || probe.response.status !== 503)) return running.exit ? 'exited' : 'ready';
      if (probe.failure && RESPONDED.includes(probe.failure.kind)) return 'ready';
      if (!responded && (await elsewhere())) elsewhereSince ??= performance.now();
      if (elsewhereSince !== undefined && performance.now() - elsewhereSince > SOCKETS_MS && !responded)
        return 'elsewhere';
      if ((await Promise.race([ended, delay(pause)])) === 'exited') return 'exited';
    }
    return responded ? 'warming' : 'silent';
  } finally {
    wire.close();
  }
}
