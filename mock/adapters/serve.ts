import { controlOf } from '../control/control.ts';
import type { Behavior } from '../core/behavior.ts';
import { formatAddress, isLoopback } from '../core/config.ts';
import type { Reference } from '../core/reference.ts';
import { createHttpServer } from '../server/http-server.ts';
import { listen } from './hostd.ts';

/** Where a mock listens. */
export interface ListenOptions {
  /** Default 127.0.0.1. A mock that asks for no key listens on loopback only. */
  readonly host?: string | undefined;
  /** Default 0: a free one. */
  readonly port?: number | undefined;
  /** True serves the control API under `/__mock/`, on loopback only; default false. */
  readonly control?: boolean | undefined;
}

/** A mock that listens. */
export interface Listening {
  readonly url: string;
  /** Cuts every connection. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Serves a reference. Rejects with Error when it cannot or must not listen there. */
export async function serve(
  reference: Reference,
  behavior: Behavior,
  { host = '127.0.0.1', port = 0, control = false }: ListenOptions,
): Promise<Listening> {
  if (!isLoopback(host)) {
    if (reference.keys.config.mode !== 'enforced')
      throw new Error(`a mock that asks for no key does not listen on ${host}: it would be open to the network`);
    if (control) throw new Error(`the control API is served on loopback only, not on ${host}`);
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
