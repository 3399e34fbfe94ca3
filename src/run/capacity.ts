import { setTimeout as delay } from 'node:timers/promises';
import { within } from '../base/within.ts';
import { LIVENESS } from '../checks/probe.ts';
import type { Wire } from '../http/client.ts';
import type { Connection } from '../http/connection.ts';
import { WireFailure } from '../http/failure.ts';
import { serialize } from '../http/request.ts';

/** How long one more connection may wait for a response beside idle ones, in milliseconds. */
const PATIENCE_MS = 1_500;

/** How long a server may still count closed connections, in milliseconds. */
const RECOVERY_MS = 2_000;

/** Milliseconds between two such attempts. */
const RECOVERY_PAUSE_MS = 20;

/**
 * Measures how many open connections the server responds on, at most `wanted`. A server may have one thread per
 * connection and few threads. That is legal, but one more connection waits. For a server that refuses one more
 * connection the result is 1, because it may still count closed ones. Resolves once it responds again.
 */
export async function capacityOf(wire: Wire, wanted: number): Promise<number> {
  const bytes = serialize(LIVENESS, wire.authority);
  const held: Connection[] = [];
  try {
    while (held.length < wanted) {
      const next = await wire.connect();
      const response = next.send(bytes, false, wire.timeoutMs).then(
        () => 'responded',
        () => 'turned away',
      );
      const outcome = held.length === 0 ? await response : await within(PATIENCE_MS, response, 'waits');
      if (outcome === 'responded' && !next.reusable) return wanted;
      if (outcome === 'responded') held.push(next);
      else {
        for (const connection of held) connection.close();
        await response;
        next.close();
        if (outcome === 'waits') return held.length;
        // A server that never responds drops every connection, and not those above a limit.
        const serves = await isAdmitted(wire, bytes);
        wire.dropsConnections ||= serves || held.length > 0;
        return 1;
      }
    }
    return wanted;
  } catch (error) {
    unlessWireFailure(error);
    return 1;
  } finally {
    for (const connection of held) connection.close();
  }
}

/** Waits until the server responds on a new connection. Resolves to false after RECOVERY_MS without a response. */
async function isAdmitted(wire: Wire, bytes: Buffer): Promise<boolean> {
  const deadline = performance.now() + RECOVERY_MS;
  while (performance.now() < deadline) {
    const connection = await wire.connect().catch(unlessWireFailure);
    const response = connection?.send(bytes, false, wire.timeoutMs).then(
      () => true,
      () => false,
    );
    const admitted = await response;
    connection?.close();
    if (admitted) return true;
    await delay(RECOVERY_PAUSE_MS);
  }
  return false;
}

/** Rethrows what says nothing about the server. */
function unlessWireFailure(error: unknown): undefined {
  if (!(error instanceof WireFailure)) throw error;
}
