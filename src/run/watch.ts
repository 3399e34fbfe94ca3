import { setTimeout as delay } from 'node:timers/promises';
import { isLoopback } from '../base/address.ts';
import type { Attempt } from '../checks/launch.ts';
import type { Running } from '../hosts/host.ts';
import type { Network } from '../hosts/network.ts';
import { awaitReady } from './readiness.ts';

/** Milliseconds between two looks at a port that must stay closed. */
const LOOK_MS = 10;

/** Looks at the port of a server that must refuse, until the server ends, responds, or `limitMs` milliseconds are over. */
export async function watch(
  running: Running,
  network: Network,
  limitMs: number,
): Promise<Pick<Attempt, 'responded' | 'looksOpen' | 'exposed'>> {
  const { host, port } = running.listens ?? running.endpoint;
  const deadline = performance.now() + limitMs;
  const ended = running.exited.then(() => true);
  let inARow = 0;
  let looksOpen = 0;
  const look = async () => {
    for (const open of await network.looks(host, port)) {
      inARow = open ? inARow + 1 : 0;
      looksOpen = Math.max(looksOpen, inARow);
    }
  };
  while (!running.exit && performance.now() < deadline) {
    await look();
    if (inARow > 0 && (await awaitReady(running, 1_000, true)) === 'ready')
      return { responded: true, looksOpen, exposed: await isExposed(running, network) };
    await Promise.race([ended, delay(LOOK_MS)]);
  }
  await look();
  return { responded: false, looksOpen, exposed: false };
}

/** True when the server listens at an address that is not loopback. */
async function isExposed(running: Running, network: Network): Promise<boolean> {
  const { port } = running.listens ?? running.endpoint;
  const machine = await network.machineAddress('IPv4');
  if (machine !== undefined && (await network.canConnect(machine, port))) return true;
  return ((await running.listening()) ?? []).some((address) => !isLoopback(address));
}
