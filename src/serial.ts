import { setTimeout as delay } from 'node:timers/promises';
import { LIVENESS } from './probe.ts';
import { WireFailure } from './wire/failure.ts';
import { serialize } from './wire/request.ts';
import type { Wire } from './wire/wire.ts';

/** How long a second connection may wait behind an idle first one, in milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * True when the server answers one connection at a time: while one is open, though idle, another one is not served.
 * Legal, if rare; such a server must be asked one thing after the other, on connections that are closed each time.
 */
export async function isSerial(wire: Wire): Promise<boolean> {
  const bytes = serialize(LIVENESS, wire.authority);
  try {
    const first = await wire.connect();
    await first.send(bytes, false, wire.timeoutMs);
    if (!first.reusable) return false;
    const second = await wire.connect();
    const answer = second.send(bytes, false, wire.timeoutMs).then(
      () => false,
      () => false,
    );
    const waits = await Promise.race([answer, delay(PATIENCE_MS, true, { ref: false })]);
    first.close();
    if (waits) await answer;
    second.close();
    return waits;
  } catch (error) {
    if (error instanceof WireFailure) return false;
    throw error;
  }
}
