import type { Running } from '../../src/hosts/host.ts';
import { isLoopback } from '../../src/hosts/sockets.ts';
import type { Trial } from '../../src/run/trial.ts';

/** Fails when a server that was told a loopback address can be reached elsewhere; skips where that cannot be seen. */
export async function staysOnLoopback(t: Trial, running: Running): Promise<void> {
  const { network } = t.launcher;
  const { port } = running.listens ?? running.endpoint;
  const machine = await network.machineAddress('IPv4');
  const listening = await running.listening();
  if (machine === undefined && listening === undefined)
    t.skip(`${network.name} has no other address, and no socket table to look into`);
  const open = (listening ?? []).filter((address) => !isLoopback(address));
  if (open.length > 0) t.fail('sockets on loopback only', `it listens on ${open.join(', ')}`);
  if (machine !== undefined && (await network.canConnect(machine, port)))
    t.fail('no connection at another address', `${machine}:${port} accepts one`);
}
