import { isLoopback } from '../../src/base/address.ts';
import type { Server } from '../../src/checks/server.ts';
import type { Trial } from '../../src/checks/trial.ts';

/** Fails when a server bound to loopback is reachable at another address. Skips when the suite cannot tell. */
export async function staysOnLoopback(t: Trial, server: Server): Promise<void> {
  const { network } = t;
  const machine = await network.machineAddress('IPv4');
  const listening = await server.listening();
  if (machine === undefined && listening === undefined)
    t.skip(`${network.name} has neither another address nor a readable socket table`);
  const open = (listening ?? []).filter((address) => !isLoopback(address));
  if (open.length > 0) t.fail('sockets on loopback only', `it listens on ${open.join(', ')}`);
  if (machine !== undefined && (await network.canConnect(machine, server.port)))
    t.fail('no connection at another address', `${machine}:${server.port} accepts a connection`);
}
