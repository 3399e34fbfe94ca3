import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { Secrets } from '../../src/base/secrets.ts';
import { configurations } from '../../src/checks/configurations.ts';
import type { Running, Target } from '../../src/hosts/host.ts';
import { Output } from '../../src/hosts/output.ts';
import { Wire } from '../../src/http/client.ts';
import { Instance } from '../../src/run/instance.ts';
import { Launcher } from '../../src/run/launcher.ts';
import { Pool } from '../../src/run/pool.ts';

export const KEY = 'pk_conf_0123456789abcdef';

/** A server that is already running. */
export function runningAt(port: number, given: Partial<Running> = {}): Running {
  return {
    endpoint: { host: '127.0.0.1', port },
    authority: `127.0.0.1:${port}`,
    output: new Output(),
    exit: undefined,
    exited: new Promise(() => {}),
    stop: async () => true,
    listening: async () => undefined,
    ...given,
  };
}

/** The instance `enforced` of a server, with one valid key. It has waited in vain for a sandbox before. */
export function instanceOf(running: Running): Instance {
  const wire = new Wire(running.endpoint, running.authority, 1_000);
  onTestFinished(() => wire.close());
  return new Instance('enforced', configurations.enforced, [KEY], wire, running, new Pool({ neverMade: true }));
}

/** Serves HTTP on a free port until the test ends. */
export async function serve(listener: RequestListener): Promise<Instance> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return instanceOf(runningAt((server.address() as AddressInfo).port));
}

/** A launcher with short limits. */
export function launcherOf(target: Target, launches = 2): Launcher {
  onTestFinished(() => target.close());
  const limits = { timeoutMs: 1_000, startTimeoutMs: 2_000 };
  return new Launcher(target, new Secrets(), { limits, launches, random: new Random('launcher') });
}
