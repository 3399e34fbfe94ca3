import type { Container } from 'dockerode';
import { TargetError } from '../../base/errors.ts';
import type { Exit } from '../../checks/launch.ts';
import type { Launch, Running } from '../host.ts';
import type { Forward, Pod } from '../pod/pod.ts';
import { createHostd, type Recipe } from './create.ts';
import { type Engine, EngineRefusal, words } from './engine.ts';
import { remove } from './labels.ts';
import { ContainerOutput } from './output.ts';

/** What a launch needs besides the container's own options. */
export interface ContainerContext {
  readonly engine: Engine;
  readonly pod: Pod;
  /** Explains in one line why a container did not start, given the engine's message. */
  explain(message: string): string;
  /** A note on the exit, from the exit code and the last output. */
  note(code: number, outOfMemory: boolean, tail: string): string | undefined;
}

/** A hostd in its own container, in the network of the pod. */
export class HostContainer implements Running {
  readonly endpoint: Running['endpoint'];
  readonly listens: { readonly host: string; readonly port: number };
  readonly authority: string;
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  readonly #container: Container;
  readonly #log: ContainerOutput;
  readonly #context: ContainerContext;
  readonly #release: () => void;
  #removed: Promise<void> | undefined;
  /** Why the engine cannot tell how the container ended. */
  #waitFailure: TargetError | undefined;

  private constructor(
    container: Container,
    log: ContainerOutput,
    launch: Launch,
    forward: Forward,
    context: ContainerContext,
    release: () => void,
  ) {
    this.#container = container;
    this.#log = log;
    this.#context = context;
    this.#release = release;
    this.endpoint = forward.endpoint;
    this.listens = { host: launch.host, port: launch.port };
    this.authority = `${launch.host.includes(':') ? `[${launch.host}]` : launch.host}:${launch.port}`;
    this.exited = this.#end();
  }

  /** Creates and starts a container. Throws TargetError when the engine cannot. */
  static async start(recipe: Recipe, launch: Launch, context: ContainerContext): Promise<HostContainer> {
    const { engine, pod } = context;
    const forward = await pod.forward(launch.host, launch.port);
    let unwatch = () => {};
    const release = () => {
      forward.close();
      unwatch();
    };
    let container: Container | undefined;
    let log: ContainerOutput | undefined;
    try {
      if (launch.refuses) unwatch = await pod.watch(launch.port);
      container = await createHostd(engine, recipe, launch);
      const made = container;
      // Podman reports a missing executable here already.
      log = await ContainerOutput.attach(engine, made.id);
      await engine.ask('start a container', (_, abortSignal) => made.start({ abortSignal }));
      return new HostContainer(made, log, launch, forward, context, release);
    } catch (error) {
      release();
      log?.close();
      if (container) await remove(engine, container.id).catch(() => {}); // The sweep of the run tries again and reports failures.
      throw error instanceof EngineRefusal ? new TargetError(context.explain(error.says)) : error;
    }
  }

  get output() {
    return this.#log.output;
  }

  /**
   * Throws TargetError if the engine or the pod has failed, because then nothing that was seen of hostd proves
   * anything.
   */
  async stop(graceMs: number): Promise<boolean> {
    const { engine, pod } = this.#context;
    let forced = false;
    if (!this.exit && graceMs > 0) {
      const timer = setTimeout(() => {
        forced = true;
        this.#remove().catch(() => {}); // It is awaited below.
      }, graceMs);
      try {
        await this.#terminate();
        await this.exited;
      } finally {
        clearTimeout(timer);
      }
    }
    forced ||= !this.exit;
    await this.#remove();
    await this.exited;
    const failure = engine.lost ?? pod.lost ?? this.#waitFailure;
    if (failure) throw failure;
    return !forced;
  }

  listening(): Promise<readonly string[] | undefined> {
    return this.#context.pod.listening(this.listens.port);
  }

  async #terminate(): Promise<void> {
    const { engine } = this.#context;
    try {
      await engine.ask('send SIGTERM to a container', (_, abortSignal) =>
        this.#container.kill({ signal: 'SIGTERM', abortSignal }),
      );
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      if (await this.#runs()) throw error;
    }
  }

  async #runs(): Promise<boolean> {
    const { engine } = this.#context;
    try {
      const inspect = (_: unknown, abortSignal: AbortSignal) => this.#container.inspect({ abortSignal });
      return (await engine.ask('inspect a container', inspect)).State.Running;
    } catch (error) {
      if (error instanceof EngineRefusal && error.status === 404) return false;
      throw error;
    }
  }

  #remove(): Promise<void> {
    this.#removed ??= remove(this.#context.engine, this.#container.id).finally(() => {
      this.#release();
      if (!this.exit) this.#log.close();
    });
    return this.#removed;
  }

  /** Waits until the container and its output have ended. */
  async #end(): Promise<Exit> {
    const wait = (_: unknown, abortSignal: AbortSignal) => this.#container.wait({ abortSignal });
    const task = 'wait for the end of a container';
    const { code, waitFailure } = await this.#context.engine.ask(task, wait, Number.POSITIVE_INFINITY).then(
      ({ StatusCode }: { StatusCode: number }) => ({ code: StatusCode, waitFailure: undefined }),
      (error: TargetError) => ({ code: null, waitFailure: error }),
    );
    if (!this.#removed) this.#waitFailure = waitFailure;
    await this.#log.drain();
    const note = waitFailure ? words(waitFailure) : code === 0 || this.#removed ? undefined : await this.#note(code);
    this.exit = { code, signal: null, ...(note !== undefined && { note }) };
    return this.exit;
  }

  async #note(code: number): Promise<string | undefined> {
    const { engine, note } = this.#context;
    const outOfMemory = await engine
      .ask('inspect a container', (_, abortSignal) => this.#container.inspect({ abortSignal }))
      .then(
        ({ State }) => State.OOMKilled,
        () => false,
      );
    return note(code, outOfMemory, this.output.tail());
  }
}
