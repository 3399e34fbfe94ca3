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
  /** The PODFLARE_ variables; nothing else of it is read. */
  readonly env: Env;
  /** Receives the one line that says where hostd listens. */
  readonly stdout: (text: string) => void;
  /** Receives the log, and the reason when hostd does not start. */
  readonly stderr: (text: string) => void;
  /** One named defect; `findMutant(name)` of `podflare-conformance/mock/mutants` finds it. */
  readonly mutant?: Defect | undefined;
  /** Answers requests on hostd's port that are none of hostd's; made when hostd is about to listen there. */
  readonly aside?: (reference: Reference, address: Address) => Intercept | undefined;
}

export interface Hostd {
  /** The address it listens on, with the real port; undefined when it did not start. */
  readonly address: Address | undefined;
  readonly journal: Journal;
  /** What it is steered by; undefined when it did not start. */
  readonly reference: Reference | undefined;
  /** Resolves to the exit code once hostd has ended, also when it did not start. */
  readonly exited: Promise<number>;
  /** What SIGTERM does: no new connections, at most half a second for requests under way, exit code 0. */
  terminate(): void;
  /** What SIGKILL does: every connection is cut, exit code 137. */
  kill(): void;
}

/** Milliseconds that requests under way get at the end. */
const GRACE = 500;

/**
 * Starts the reference hostd in this process. Resolves once it listens or has refused; bad configuration and
 * an address in use are exit codes, not rejections.
 */
export async function startHostd(options: HostdOptions): Promise<Hostd> {
  const { env, stdout, stderr, mutant, aside, ...state } = options;
  const fails = (reason: string, exitCode: number): Hostd => {
    stderr(`podflare-hostd: ${reason}\n`);
    const none = { address: undefined, reference: undefined, journal: new Journal(0) };
    return { ...none, exited: Promise.resolve(exitCode), terminate() {}, kill() {} };
  };

  const behavior = mutant ? mutant.mutate(correct) : correct;
  const settings = readSettings(env, behavior);
  if (!settings) return fails('PODFLARE_HOSTD_ADDR is not an address: host:port is expected', 1);
  const mode = behavior.startup(settings);
  if (mode === 'refused') {
    const { reason, exitCode } = behavior.refusal(settings);
    return fails(reason, exitCode);
  }

  const config: Config = { ...settings, mode };
  const log = new Log(config.logFormat, stderr);
  const reference = new Reference({ ...state, config, behavior, log });
  const server = createHttpServer(reference.core, behavior, aside?.(reference, config.address));
  let address: Address;
  try {
    address = await listen(server, behavior.bind(config), behavior.otherAddress(config));
  } catch (error) {
    return fails(`cannot listen on ${formatAddress(config.address)}: ${(error as Error).message}`, 1);
  }
  reference.url = `http://${formatAddress(address)}`;
  for (const line of behavior.startupLines(config)) log.line(line);
  stdout(`podflare-hostd (mock) listening on ${reference.url}\n`);

  const { exited, stop } = ending(server, reference);
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

/** Resolves to where it listens. */
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

function ending(server: Server, reference: Reference): { exited: Promise<number>; stop(exitCode: number): void } {
  let stop = (_: number): void => {};
  const exited = new Promise<number>((resolve) => {
    stop = (exitCode) => {
      const deadline = setTimeout(() => server.closeAllConnections(), GRACE);
      server.close(() => {
        clearTimeout(deadline);
        reference.end();
        resolve(exitCode);
      });
    };
  });
  return { exited, stop };
}
