import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Address, type Config, type Env, formatAddress, readSettings } from '../core/config.ts';
import { correct } from '../core/correct.ts';
import type { Defect } from '../core/defect.ts';
import { Log } from '../core/log.ts';
import { Reference } from '../core/reference.ts';
import { createHttpServer, type Intercept } from '../server/http-server.ts';
import { Journal } from '../state/journal.ts';
import type { StateOptions } from '../state/state.ts';

export interface HostdOptions extends StateOptions {
  /** The environment, of which only PODFLARE_ variables are read. */
  readonly env: Env;
  /** Receives the line with the URL of hostd. */
  readonly stdout: (text: string) => void;
  /** Receives the log, and the reason when hostd refuses to start. */
  readonly stderr: (text: string) => void;
  /** A mutant to serve instead of the correct hostd, from `findMutant` of `podflare-conformance/mock/mutants`. */
  readonly mutant?: Defect | undefined;
  /** Creates a handler for requests to the port of hostd that are not part of the contract. Called before hostd listens. */
  readonly aside?: (reference: Reference, address: Address) => Intercept | undefined;
}

export interface Hostd {
  /** The address that hostd listens on, with the real port; undefined when it did not start. */
  readonly address: Address | undefined;
  readonly journal: Journal;
  /** The state and keys of hostd; undefined when it did not start. */
  readonly reference: Reference | undefined;
  /** Resolves to the exit code when hostd has ended or did not start. */
  readonly exited: Promise<number>;
  /** Acts like SIGTERM: refuses new connections, waits up to 500 ms for requests in progress, exits with code 0. */
  terminate(): void;
  /** Acts like SIGKILL: closes all connections, exits with code 137. */
  kill(): void;
}

/** Milliseconds that requests in progress get at shutdown. */
const GRACE_MS = 500;

/**
 * Starts the reference hostd in this process. Resolves once it listens or has refused to start. Invalid configuration and
 * a port in use are exit codes, not rejections.
 */
export async function startHostd(options: HostdOptions): Promise<Hostd> {
  const { env, stdout, stderr, mutant, aside, ...state } = options;
  const failed = (reason: string, exitCode: number): Hostd => {
    stderr(`podflare-hostd: ${reason}\n`);
    const none = { address: undefined, reference: undefined, journal: new Journal(0) };
    return { ...none, exited: Promise.resolve(exitCode), terminate() {}, kill() {} };
  };

  const behavior = mutant ? mutant.mutate(correct) : correct;
  const settings = readSettings(env, behavior);
  if (!settings) return failed('PODFLARE_HOSTD_ADDR is not an address: expected host:port', 1);
  const mode = behavior.startup(settings);
  if (mode === 'refused') {
    const { reason, exitCode } = behavior.refusal(settings);
    return failed(reason, exitCode);
  }

  const config: Config = { ...settings, mode };
  const log = new Log(config.logFormat, stderr);
  const reference = new Reference({ ...state, config, behavior, log });
  const server = createHttpServer(reference.core, behavior, aside?.(reference, config.address));
  let address: Address;
  try {
    address = await listen(server, behavior.bind(config), behavior.otherAddress(config));
  } catch (error) {
    return failed(`cannot listen on ${formatAddress(config.address)}: ${(error as Error).message}`, 1);
  }
  reference.url = `http://${formatAddress(address)}`;
  for (const line of behavior.startupLines(config)) log.line(line);
  stdout(`podflare-hostd (mock) listening on ${reference.url}\n`);

  const { exited, stop } = shutdownOf(server, reference);
  const lifetime = behavior.lifetime(config);
  if (lifetime !== undefined) setTimeout(() => stop(1), lifetime).unref();
  return {
    address,
    reference,
    journal: reference.main.journal,
    exited,
    terminate() {
      if (!behavior.stopsOnSignal()) return;
      for (const line of behavior.endLines(config)) log.line(line);
      stop(0);
    },
    kill() {
      stop(137);
      server.closeAllConnections();
    },
  };
}

/** Starts listening, on `other` if `host:port` fails. Resolves to the bound address. Rejects with the error of listen. */
export async function listen(server: Server, { host, port }: Address, other: Address | undefined): Promise<Address> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, ...(host !== '' && { host }) }, resolve);
    });
  } catch (error) {
    if (other) return listen(server, other, undefined);
    throw error;
  } finally {
    server.removeAllListeners('error');
  }
  const bound = server.address() as AddressInfo;
  return { host: bound.address, port: bound.port };
}

function shutdownOf(server: Server, reference: Reference): { exited: Promise<number>; stop(exitCode: number): void } {
  let stop = (_: number): void => {};
  const exited = new Promise<number>((resolve) => {
    stop = (exitCode) => {
      const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      server.close(() => {
        clearTimeout(deadline);
        reference.end();
        resolve(exitCode);
      });
    };
  });
  return { exited, stop };
}
