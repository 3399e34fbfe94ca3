import { isLoopback } from '../../src/base/address.ts';
import type { Server } from '../../src/checks/server.ts';
import type { Trial } from '../../src/checks/trial.ts';

/** Fails when a server that was told a loopback address can be reached elsewhere; skips where that cannot be seen. */
export async function staysOnLoopback(t: Trial, server: Server): Promise<void> {
  const { network } = t;
  const machine = await network.machineAddress('IPv4');
  const listening = await server.listening();
  if (machine === undefined && listening === undefined)
    t.skip(`${network.name} has no other address, and no socket table to look into`);
  const open = (listening ?? []).filter((address) => !isLoopback(address));
  if (open.length > 0) t.fail('sockets on loopback only', `it listens on ${open.join(', ')}`);
  if (machine !== undefined && (await network.canConnect(machine, server.port)))
    t.fail('no connection at another address', `${machine}:${server.port} accepts one`);
}
