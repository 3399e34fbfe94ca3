import type { Exit } from '../../../src/checks/launch.ts';
import type { Running, Target } from '../../../src/hosts/host.ts';
import { Output } from '../../../src/hosts/output.ts';
import { listeningAddresses } from '../../../src/hosts/sockets.ts';
import type { Bot } from './bot.ts';
import { type Served, serve } from './serve.ts';

/** A bot as a launched target, each launch a server in this process. */
export interface BotTarget extends Target {
  /** Connections and understood requests of all launches. */
  traffic(): { connections: number; requests: number; launches: number };
}

export function botTarget(name: string, bot: Bot): BotTarget {
  const launched: Served[] = [];
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    kind: 'in-process',
    label: name,
    launchable: true,
    async start({ env, host, port }) {
      const served = await serve(bot, env);
      launched.push(served);
      return running(served, host, port);
    },
    async close() {
      for (const served of launched) served.stop(0);
    },
    traffic: () => ({
      connections: sum(launched.map((served) => served.connections())),
      requests: sum(launched.map((served) => served.requests())),
      launches: launched.length,
    }),
  };
}

function running(served: Served, host: string, port: number): Running {
  let exit: Exit | undefined;
  const exited = served.exited.then((code) => {
    exit = { code, signal: null };
    return exit;
  });
  return {
    endpoint: { host, port },
    authority: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    output: new Output(),
    get exit() {
      return exit;
    },
    exited,
    async stop() {
      served.stop(0);
      await exited;
      return true;
    },
    listening: () => listeningAddresses(port),
  };
}
