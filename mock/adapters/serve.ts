import { controlOf } from '../control/control.ts';
import type { Behavior } from '../core/behavior.ts';
import { formatAddress, isLoopback } from '../core/config.ts';
import type { Reference } from '../core/reference.ts';
import { createHttpServer } from '../server/http-server.ts';
import { listen } from './hostd.ts';

/** Options of `mock.listen`. */
export interface ListenOptions {
  /** Default 127.0.0.1. A mock without auth listens on loopback only. */
  readonly host?: string | undefined;
  /** Default 0, which picks a free port. */
  readonly port?: number | undefined;
  /** Whether to serve the control API under `/__mock/`, on loopback only; default false. */
  readonly control?: boolean | undefined;
}

/** The server of a mock. */
export interface Listening {
  readonly url: string;
  /** Closes all connections. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Serves a reference. Rejects with Error when the address is in use or not allowed. */
export async function serve(
  reference: Reference,
  behavior: Behavior,
  { host = '127.0.0.1', port = 0, control = false }: ListenOptions,
): Promise<Listening> {
  if (!isLoopback(host)) {
    if (reference.keys.config.mode !== 'enforced')
      throw new Error(
        `a mock without auth does not listen on ${host}, where it would be open to the network; use loopback or auth: true`,
      );
    if (control) throw new Error(`the control API is not served on ${host}; use a loopback address or control: false`);
  }
  const server = createHttpServer(reference.core, behavior, control ? controlOf(reference) : undefined);
  const address = await listen(server, { host, port }, undefined);
  const url = `http://${formatAddress(address)}`;
  reference.url = url;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
