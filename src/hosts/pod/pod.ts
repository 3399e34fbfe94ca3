import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { type Duplex, Writable } from 'node:stream';
import { setInterval } from 'node:timers/promises';
import type { Container } from 'dockerode';
import { TargetError } from '../../base/errors.ts';
import type { Endpoint } from '../../http/connection.ts';
import { attach } from '../container/attach.ts';
import { type Engine, EngineRefusal, words } from '../container/engine.ts';
import { ROLE, RUN, remove } from '../container/labels.ts';
import { within } from '../container/limit.ts';
import type { Network } from '../network.ts';
import { Channel } from './channel.ts';
import type { Methods } from './sidecar.ts';
import { Turns } from './turns.ts';

/** Time limit for a call to the sidecar, in milliseconds. A shorter limit of the engine takes precedence. */
const CALL_LIMIT_MS = 30_000;

/** Milliseconds between two liveness checks of the sidecar. */
const HEARTBEAT_MS = 2_000;

/** Where the suite reaches a server inside the pod. */
export interface Forward {
  readonly endpoint: Endpoint;
  close(): void;
}

/**
 * A network namespace owned by a small container, the sidecar. Servers join the namespace. The suite reaches them
 * through the sidecar's stdin and stdout, so no port is published and nobody else on this machine can reach them.
 */
export class Pod {
  /** Value of `NetworkMode` for a container that joins the pod. */
  readonly networkMode: string;
  readonly network: Network;
  readonly #channel: Channel;
  readonly #limitMs: number;
  readonly #over = new AbortController();
  #lost: TargetError | undefined;

  private constructor(
    engine: Engine,
    container: Container,
    channel: Channel,
    stream: Duplex,
    ended: () => TargetError,
  ) {
    this.#limitMs = callLimit(engine);
    this.networkMode = `container:${container.id}`;
    this.#channel = channel;
    const lost = () => this.#lose(ended());
    stream.once('end', lost).once('close', lost);
    void this.#watch();
    const turns = new Turns();
    this.network = {
      name: "the container's network",
      freePort: () => this.#call('freePort'),
      canBind: (host, port) => this.#call('canBind', host, port),
      canConnect: (host, port) => this.#call('canConnect', host, port),
      isHeld: (port) => this.#call('isHeld', port),
      machineAddress: (family) => this.#call('machineAddress', family),
      lockPort: (_, limitMs) => turns.take(limitMs),
      occupy: async (host, port) => {
        await this.#call('occupy', host, port);
        return () => void this.#call('vacate', host, port).catch(() => {});
      },
      looks: (_, port) => this.#call('looks', port),
    };
  }

  /**
   * Starts the sidecar from an image that has `node` (18.3 or newer) on its PATH, and waits until it responds.
   * @throws TargetError
   */
  static async start(engine: Engine, image: string, run: string): Promise<Pod> {
    try {
      return await Pod.#start(engine, image, run, true);
    } catch (error) {
      // A kernel without IPv6 does not have the sysctl that enables ::1 in the pod.
      if (!/ipv6/i.test(words(error))) throw error;
      return await Pod.#start(engine, image, run, false);
    }
  }

  static async #start(engine: Engine, image: string, run: string, ipv6: boolean): Promise<Pod> {
    const container = await create(engine, image, run, ipv6);
    let stream: Duplex | undefined;
    try {
      const attached = await attach(engine, container.id, true);
      stream = attached;
      const channel = new Channel((bytes) => attached.write(bytes));
      const stderrText = read(engine, attached, channel);
      const lost = () => channel.close(new Error(stderrText()));
      attached.on('end', lost).on('close', lost).on('error', lost);
      await engine.ask('start the probe container', (_, abortSignal) => container.start({ abortSignal }));
      const limitMs = callLimit(engine);
      await within(limitMs, channel.call('machineAddress', ['IPv4']), () => silent(limitMs));
      attached.off('end', lost).off('close', lost);
      const ended = () => new TargetError(`the probe container of "${image}" ended: ${stderrText()}`);
      return new Pod(engine, container, channel, attached, ended);
    } catch (error) {
      stream?.destroy();
      await remove(engine, container.id).catch(() => {}); // The run's sweep tries again and reports failures.
      if (error instanceof TargetError && !(error instanceof EngineRefusal)) throw error;
      throw new TargetError(
        `the probe image "${image}" cannot be started; it needs node on its PATH; choose another with --probe-image: ${words(error)}`,
      );
    }
  }

  /** Why the pod's network can no longer be used. Undefined while it can. */
  get lost(): TargetError | undefined {
    return this.#lost;
  }

  /** Ends the pod's use. After that, the end of the sidecar is not a failure. */
  close(): void {
    this.#over.abort();
    this.#channel.close(new TargetError('the run is over'));
  }

  /** Forwards a port on this machine's loopback to an address in the pod. */
  async forward(host: string, port: number): Promise<Forward> {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#channel.tunnel(socket, host, port));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address() as AddressInfo;
    return { endpoint: { host: '127.0.0.1', port: address.port }, close: () => server.close() };
  }

  listening(port: number): Promise<readonly string[] | undefined> {
    return this.#call('listening', port);
  }

  /** Starts to watch a port for `network.looks`. Resolves to a function that stops the watch. */
  async watch(port: number): Promise<() => void> {
    await this.#call('watch', port);
    return () => void this.#call('unwatch', port).catch(() => {});
  }

  async #call<K extends keyof Methods>(
    method: K,
    ...args: Parameters<Methods[K]>
  ): Promise<Awaited<ReturnType<Methods[K]>>> {
    type Result = Awaited<ReturnType<Methods[K]>>;
    if (this.#lost) throw this.#lost;
    const result = this.#channel.call(method, args) as Promise<Result>;
    return await within(this.#limitMs, result, () => this.#lose(silent(this.#limitMs)));
  }

  /** Detects the loss of the sidecar. Otherwise, each request to hostd would wait for its own time limit. */
  async #watch(): Promise<void> {
    try {
      for await (const _ of setInterval(HEARTBEAT_MS, undefined, { ref: false, signal: this.#over.signal }))
        await this.#call('machineAddress', 'IPv4');
    } catch {
      // The sidecar is lost, or the run is over.
    }
  }

  #lose(why: TargetError): TargetError {
    if (this.#over.signal.aborted) return why;
    this.#lost ??= why;
    this.#channel.close(this.#lost);
    return this.#lost;
  }
}

function callLimit({ limitMs }: Engine): number {
  return Math.min(CALL_LIMIT_MS, limitMs);
}

function silent(limitMs: number): TargetError {
  return new TargetError(`the probe container did not respond within ${limitMs / 1000} s`);
}

/** Passes the sidecar's stdout to the channel. Returns a function that returns the end of its stderr. */
function read({ client }: Engine, stream: Duplex, channel: Channel): () => string {
  let text = '';
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      channel.receive(chunk);
      done();
    },
  });
  const stderr = new Writable({
    write(chunk: Buffer, _, done) {
      text = `${text}${chunk}`.slice(-2_000);
      done();
    },
  });
  client.container.dockerode.modem.demuxStream(stream, stdout, stderr);
  return () => text.replace(/\s+/g, ' ').trim() || 'it printed nothing';
}

/** Creates the sidecar's container. */
async function create(engine: Engine, image: string, run: string, ipv6: boolean): Promise<Container> {
  const program = await readFile(createRequire(import.meta.url).resolve('#sidecar'), 'utf8');
  const options = {
    Image: image,
    Entrypoint: ['node', '-e', program],
    Cmd: [],
    Labels: { [RUN]: run, [ROLE]: 'sidecar' },
    User: '65534:65534',
    WorkingDir: '/',
    ...{ AttachStdin: true, OpenStdin: true, StdinOnce: true },
    Healthcheck: { Test: ['NONE'] },
  };
  const host = { CapDrop: ['ALL'], ReadonlyRootfs: true, SecurityOpt: ['no-new-privileges'] };
  const sysctls = ipv6 ? { Sysctls: { 'net.ipv6.conf.all.disable_ipv6': '0' } } : {};
  try {
    return await engine.ask('create the probe container', (docker, abortSignal) =>
      docker.createContainer({ ...options, HostConfig: { ...host, ...sysctls }, abortSignal }),
    );
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    throw new TargetError(`the probe container of "${image}" cannot be created: ${words(error)}`);
  }
}
