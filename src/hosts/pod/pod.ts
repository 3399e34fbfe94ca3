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

/** How long the sidecar may take over an answer, in milliseconds; less where the engine has less. */
const ANSWER_LIMIT_MS = 30_000;

/** Milliseconds between two questions whether it is still there. */
const BEAT_MS = 2_000;

/** Where the suite reaches a server inside the pod. */
export interface Forward {
  readonly endpoint: Endpoint;
  close(): void;
}

/**
 * A network namespace that is held by a small container, the sidecar. Servers join it; the suite reaches them through
 * the sidecar's stdin and stdout, so that no port is published and nobody else can reach them from this machine.
 */
export class Pod {
  /** Value of `NetworkMode` for a container that joins. */
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
    this.#limitMs = answerLimit(engine);
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
   * Starts the sidecar from an image that has `node` (18.3 or newer) on its PATH, and waits until it answers.
   * @throws TargetError
   */
  static async start(engine: Engine, image: string, run: string): Promise<Pod> {
    try {
      return await Pod.#start(engine, image, run, true);
    } catch (error) {
      // A kernel without IPv6 knows nothing of the setting that puts ::1 on the pod's loopback.
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
      const said = read(engine, attached, channel);
      const lost = () => channel.close(new Error(said()));
      attached.on('end', lost).on('close', lost).on('error', lost);
      await engine.ask('start the probe container', (_, abortSignal) => container.start({ abortSignal }));
      const limitMs = answerLimit(engine);
      await within(limitMs, channel.call('machineAddress', ['IPv4']), () => silent(limitMs));
      attached.off('end', lost).off('close', lost);
      const ended = () => new TargetError(`the probe container of "${image}" ended: ${said()}`);
      return new Pod(engine, container, channel, attached, ended);
    } catch (error) {
      stream?.destroy();
      await remove(engine, container.id).catch(() => {}); // The run's sweep tries again, and reports it.
      if (error instanceof TargetError && !(error instanceof EngineRefusal)) throw error;
      throw new TargetError(
        `the probe image "${image}" cannot be started; it needs node on its PATH; give another with --probe-image: ${words(error)}`,
      );
    }
  }

  /** Why its network can no longer be used; undefined while it can. */
  get lost(): TargetError | undefined {
    return this.#lost;
  }

  /** Its end is no failure from now on. */
  close(): void {
    this.#over.abort();
    this.#channel.close(new TargetError('the run is over'));
  }

  /** Opens a port of this machine's loopback that leads to an address in the pod. */
  async forward(host: string, port: number): Promise<Forward> {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#channel.tunnel(socket, host, port));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address() as AddressInfo;
    return { endpoint: { host: '127.0.0.1', port: address.port }, close: () => server.close() };
  }

  listening(port: number): Promise<readonly string[] | undefined> {
    return this.#call('listening', port);
  }

  /** Watches a port from now on, for `network.looks`; resolves with the function that ends the watch. */
  async watch(port: number): Promise<() => void> {
    await this.#call('watch', port);
    return () => void this.#call('unwatch', port).catch(() => {});
  }

  async #call<K extends keyof Methods>(
    method: K,
    ...args: Parameters<Methods[K]>
  ): Promise<Awaited<ReturnType<Methods[K]>>> {
    type Answer = Awaited<ReturnType<Methods[K]>>;
    if (this.#lost) throw this.#lost;
    const answer = this.#channel.call(method, args) as Promise<Answer>;
    return await within(this.#limitMs, answer, () => this.#lose(silent(this.#limitMs)));
  }

  /** Asks again and again whether it is there: without this, each request to hostd would wait for its own time limit. */
  async #watch(): Promise<void> {
    try {
      for await (const _ of setInterval(BEAT_MS, undefined, { ref: false, signal: this.#over.signal }))
        await this.#call('machineAddress', 'IPv4');
    } catch {
      // It is lost, or the run is over.
    }
  }

  #lose(why: TargetError): TargetError {
    if (this.#over.signal.aborted) return why;
    this.#lost ??= why;
    this.#channel.close(this.#lost);
    return this.#lost;
  }
}

function answerLimit({ limitMs }: Engine): number {
  return Math.min(ANSWER_LIMIT_MS, limitMs);
}

function silent(limitMs: number): TargetError {
  return new TargetError(`the probe container did not respond within ${limitMs / 1000} s`);
}

/** Hands what the sidecar prints to the channel; gives the function that tells what it said on stderr. */
function read({ client }: Engine, stream: Duplex, channel: Channel): () => string {
  let said = '';
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      channel.receive(chunk);
      done();
    },
  });
  const stderr = new Writable({
    write(chunk: Buffer, _, done) {
      said = `${said}${chunk}`.slice(-2_000);
      done();
    },
  });
  client.container.dockerode.modem.demuxStream(stream, stdout, stderr);
  return () => said.replace(/\s+/g, ' ').trim() || 'it said nothing';
}

/** Makes the sidecar's container. */
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
    return await engine.ask('make the probe container', (docker, abortSignal) =>
      docker.createContainer({ ...options, HostConfig: { ...host, ...sysctls }, abortSignal }),
    );
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    throw new TargetError(`the probe container of "${image}" cannot be created: ${words(error)}`);
  }
}
