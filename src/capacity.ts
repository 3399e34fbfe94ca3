import { LIVENESS } from './probe.ts';
import type { Connection } from './wire/connection.ts';
import { WireFailure } from './wire/failure.ts';
import { serialize } from './wire/request.ts';
import type { Wire } from './wire/wire.ts';
import { within } from './within.ts';

/** How long one more connection may wait behind idle ones, in milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * How many connections the server holds open side by side and answers on, `wanted` at most. It may have a thread for
 * each connection, idle or not, and few threads: legal, but one more connection waits. From a server that turns one more
 * away no more than 1 is to be asked, for it may still count those that were just closed.
 */
export async function capacityOf(wire: Wire, wanted: number): Promise<number> {
  const bytes = serialize(LIVENESS, wire.authority);
  const held: Connection[] = [];
  try {
    while (held.length < wanted) {
      const next = await wire.connect();
      const answer = next.send(bytes, false, wire.timeoutMs).then(
        () => 'answered',
        () => 'turned away',
      );
      const outcome = held.length === 0 ? await answer : await within(PATIENCE_MS, answer, 'waits');
      if (outcome === 'answered' && !next.reusable) return wanted;
      if (outcome === 'answered') held.push(next);
      else {
        for (const connection of held) connection.close();
        await answer;
        next.close();
        return outcome === 'waits' ? held.length : 1;
      }
    }
    return wanted;
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    return 1;
  } finally {
    for (const connection of held) connection.close();
  }
}
