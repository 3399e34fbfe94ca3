/**
 * The program that runs inside a pod. It owns the network namespace that hostd joins, and exchanges frames on stdin and
 * stdout. It exits at the end of stdin, so that the next run can tell that the pod of a killed run is over.
 */
import { connect } from 'node:net';
import { thisMachine } from '../network.ts';
import { listeningAddresses, listeningPorts } from '../sockets.ts';
import { Channel } from './channel.ts';
import { PortWatch } from './watch.ts';

const { freePort, canBind, canConnect, isHeld, machineAddress, occupy } = thisMachine;
const watch = new PortWatch(listeningPorts);
const occupied = new Map<string, () => void>();

const methods = {
  freePort,
  canBind,
  canConnect,
  isHeld,
  machineAddress,
  listening: listeningAddresses,
  watch: async (port: number) => watch.add(port),
  unwatch: async (port: number) => watch.remove(port),
  looks: (port: number) => watch.take(port),
  async occupy(host: string, port: number) {
    occupied.set(`${host} ${port}`, await occupy(host, port));
  },
  async vacate(host: string, port: number) {
    occupied.get(`${host} ${port}`)?.();
    occupied.delete(`${host} ${port}`);
  },
};

/** The methods of a pod's sidecar. */
export type Methods = typeof methods;

const channel = new Channel((bytes) => process.stdout.write(bytes), {
  connect: (host, port) => connect({ host, port, allowHalfOpen: true }),
  call: (method, args) =>
    (methods as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[method]?.(...args) ??
    Promise.reject(new Error(`no such method: ${method}`)),
});
process.stdin.on('data', (bytes) => channel.receive(bytes));
process.stdin.on('end', () => process.exit());
process.on('SIGTERM', () => process.exit());
