import { Random } from '../base/random.ts';
import { type Configuration, type ConfigurationName, configurations } from '../checks/configurations.ts';
import { Skip } from '../checks/verdict.ts';
import type { Launch } from '../hosts/host.ts';
import type { Network } from '../hosts/network.ts';

/** hostd's address when PODFLARE_HOSTD_ADDR is not set. Source: docs.podflare.ai/concepts/auth. */
const DEFAULT_ADDRESS = { host: '127.0.0.1', port: 7070 } as const;

/** One launch, with its random parts decided. */
export interface Prepared {
  readonly name: ConfigurationName;
  readonly configuration: Configuration;
  readonly keys: readonly string[];
  readonly launch: Launch;
  /** Releases the port for other runs. Call it after the server has ended. */
  release(): void;
}

/** How long to wait for another run that holds hostd's default port, in milliseconds. */
const TURN_MS = 30_000;

/**
 * Picks a port and keys for a configuration. Rejects with the signal's reason when that aborts.
 * @throws Skip when the network cannot provide it
 */
export async function prepare(
  name: ConfigurationName,
  network: Network,
  random = new Random(),
  signal?: AbortSignal,
): Promise<Prepared> {
  const configuration: Configuration = configurations[name];
  const [place] = /\$MACHINE6?/.exec(`${configuration.address} ${configuration.reach}`) ?? [];
  const family = place === '$MACHINE6' ? 'IPv6' : 'IPv4';
  const machine = place === undefined ? undefined : await network.machineAddress(family);
  if (place !== undefined && machine === undefined)
    throw new Skip(`${network.name} has no ${family} address other than loopback`);
  const fill = (text: string, port: number) => text.replace('$PORT', String(port)).replace(place ?? '', machine ?? '');

  const fixed = configuration.address === undefined;
  let port: number = DEFAULT_ADDRESS.port;
  let release = fixed ? await network.lockPort(port, TURN_MS, signal) : undefined;
  while (!fixed && !release) {
    signal?.throwIfAborted();
    port = await network.freePort();
    release = await network.lockPort(port, 1);
  }
  const host = fill(configuration.reach ?? DEFAULT_ADDRESS.host, port);
  // A server at another address of the machine would be mistaken for this one.
  const free = (await network.canBind(host, port)) && (!fixed || (await network.canBind('0.0.0.0', port)));
  if (!release || !free) {
    release?.();
    throw new Skip(fixed ? `port ${port} is in use on ${network.name}` : `${network.name} cannot listen on ${host}`);
  }

  const keys: string[] = [];
  const list = configuration.keys?.replace(/\$(\d+)/g, (_, n: string) => {
    keys[Number(n) - 1] ??= random.key(name, Number(n) - 1) + (configuration.keySuffix ?? '');
    return keys[Number(n) - 1] ?? '';
  });
  return {
    name,
    configuration,
    keys,
    release,
    launch: {
      name,
      host,
      port,
      refuses: configuration.mode === 'refused',
      env: {
        PODFLARE_HOSTD_ADDR: configuration.address === undefined ? undefined : fill(configuration.address, port),
        PODFLARE_API_KEYS: list,
        PODFLARE_AUTH_DISABLED: configuration.disabled,
        PODFLARE_LOG_FORMAT: configuration.logFormat,
      },
    },
  };
}
