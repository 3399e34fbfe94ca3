import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { Writable } from 'node:stream';
import type { Container } from 'dockerode';
import { TargetError } from '../../errors.ts';
import type { Endpoint } from '../../wire/connection.ts';
import { type Docker, words } from '../container/engine.ts';
import { ROLE, RUN, remove } from '../container/labels.ts';
import type { Network } from '../network.ts';
import { Channel } from './channel.ts';
import type { Methods } from './sidecar.ts';
import { Turns } from './turns.ts';

/** How long the sidecar may take from its start to its first answer, in milliseconds. */
const START_LIMIT_MS = 30_000;

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

  private constructor(container: Container, channel: Channel) {
    this.networkMode = `container:${container.id}`;
    this.#channel = channel;
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
  static async start(docker: Docker, image: string, run: string): Promise<Pod> {
    try {
      return await Pod.#start(docker, image, run, true);
    } catch (error) {
      // A kernel without IPv6 knows nothing of the setting that puts ::1 on the pod's loopback.
      if (!/ipv6/i.test(words(error))) throw error;
      return await Pod.#start(docker, image, run, false);
    }
  }

  static async #start(docker: Docker, image: string, run: string, ipv6: boolean): Promise<Pod> {
    const container = await create(docker, image, run, ipv6);
    const stream = await container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true });
    const channel = new Channel((bytes) => stream.write(bytes));
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
    docker.modem.demuxStream(stream, stdout, stderr);
    const lost = () =>
      channel.close(new TargetError(`the probe container of "${image}" ended: ${said.trim() || 'it said nothing'}`));
    stream.once('end', lost).once('close', lost).once('error', lost);
    const timer = setTimeout(() => {
      channel.close(
        new TargetError(`the probe container of "${image}" does not answer within ${START_LIMIT_MS / 1000} s`),
      );
    }, START_LIMIT_MS);
    try {
      await container.start();
      await channel.call('machineAddress', ['IPv4']);
    } catch (error) {
      await remove(docker, container.id);
      if (error instanceof TargetError) throw error;
      throw new TargetError(
        `the probe image "${image}" cannot be started; it needs node on its PATH, --probe-image names another: ${words(error)}`,
      );
    } finally {
      clearTimeout(timer);
    }
    return new Pod(container, channel);
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

  #call<K extends keyof Methods>(method: K, ...args: Parameters<Methods[K]>): ReturnType<Methods[K]> {
    return this.#channel.call(method, args) as ReturnType<Methods[K]>;
  }
}

/** Makes the sidecar's container. */
async function create(docker: Docker, image: string, run: string, ipv6: boolean): Promise<Container> {
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
    return await docker.createContainer({ ...options, HostConfig: { ...host, ...sysctls } });
  } catch (error) {
    throw new TargetError(`the probe container of "${image}" cannot be made: ${words(error)}`);
  }
}
