import type { Container, ContainerCreateOptions } from 'dockerode';
import { TargetError } from '../../errors.ts';
import type { Forward, Pod } from '../pod/pod.ts';
import type { Exit, Launch, Running } from '../target.ts';
import { type Docker, words } from './engine.ts';
import { remove } from './labels.ts';
import { ContainerOutput } from './output.ts';

/** What a launch needs besides the container's own options. */
export interface Surroundings {
  readonly docker: Docker;
  readonly pod: Pod;
  /** Says in one line why a container did not start, from the engine's message. */
  explain(message: string): string;
  /** What else is known of an end, by its exit code and its last output. */
  note(code: number, outOfMemory: boolean, tail: string): string | undefined;
}

/** A hostd in a container of its own, in the pod's network. */
export class HostContainer implements Running {
  readonly endpoint: Running['endpoint'];
  readonly listens: { readonly host: string; readonly port: number };
  readonly authority: string;
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  readonly #container: Container;
  readonly #log: ContainerOutput;
  readonly #around: Surroundings;
  readonly #release: () => void;
  #removed: Promise<void> | undefined;

  private constructor(
    container: Container,
    log: ContainerOutput,
    launch: Launch,
    forward: Forward,
    around: Surroundings,
    release: () => void,
  ) {
    this.#container = container;
    this.#log = log;
    this.#around = around;
    this.#release = release;
    this.endpoint = forward.endpoint;
    this.listens = { host: launch.host, port: launch.port };
    this.authority = `${launch.host.includes(':') ? `[${launch.host}]` : launch.host}:${launch.port}`;
    this.exited = this.#end();
  }

  /** Makes a container and starts it. Throws TargetError when the engine cannot. */
  static async start(options: ContainerCreateOptions, launch: Launch, around: Surroundings): Promise<HostContainer> {
    const { docker, pod } = around;
    const unwatch = launch.refuses ? await pod.watch(launch.port) : () => {};
    const forward = await pod.forward(launch.host, launch.port);
    const release = () => {
      forward.close();
      unwatch();
    };
    let container: Container | undefined;
    try {
      container = await docker.createContainer(options);
      const log = await ContainerOutput.attach(docker, container);
      await container.start();
      return new HostContainer(container, log, launch, forward, around, release);
    } catch (error) {
      release();
      if (container) await remove(docker, container.id);
      throw new TargetError(around.explain(words(error)));
    }
  }

  get output() {
    return this.#log.output;
  }

  async stop(graceMs: number): Promise<boolean> {
    let forced = false;
    if (!this.exit && graceMs > 0) {
      const timer = setTimeout(() => {
        forced = true;
        void this.#remove();
      }, graceMs);
      await this.#container.kill({ signal: 'SIGTERM' }).catch(() => {}); // It ends just now.
      await this.exited;
      clearTimeout(timer);
    }
    forced ||= !this.exit;
    await this.#remove();
    await this.exited;
    return !forced;
  }

  listening(): Promise<readonly string[] | undefined> {
    return this.#around.pod.listening(this.listens.port);
  }

  #remove(): Promise<void> {
    this.#removed ??= remove(this.#around.docker, this.#container.id).finally(this.#release);
    return this.#removed;
  }

  /** Waits for its end and for the end of its output. */
  async #end(): Promise<Exit> {
    const { code, lost } = await this.#container.wait().then(
      ({ StatusCode }: { StatusCode: number }) => ({ code: StatusCode, lost: undefined }),
      (error: unknown) => ({ code: null, lost: `the engine lost it: ${words(error)}` }),
    );
    await this.#log.drain();
    const note = lost ?? (code === null || code === 0 || this.#removed ? undefined : await this.#note(code));
    this.exit = { code, signal: null, ...(note !== undefined && { note }) };
    return this.exit;
  }

  async #note(code: number): Promise<string | undefined> {
    const outOfMemory = await this.#container.inspect().then(
      ({ State }) => State.OOMKilled,
      () => false,
    );
    return this.#around.note(code, outOfMemory, this.output.tail());
  }
}
