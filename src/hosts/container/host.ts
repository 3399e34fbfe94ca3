import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ImageInspectInfo } from 'dockerode';
import { TargetError } from '../../base/errors.ts';
import type { Launch, Target } from '../host.ts';
import type { Network } from '../network.ts';
import { Pod } from '../pod/pod.ts';
import { connectEngine } from './connect.ts';
import { HostContainer } from './container.ts';
import type { Recipe } from './create.ts';
import type { Engine } from './engine.ts';
import { ensureImage } from './image.ts';
import { ROLE, RUN, sweepDeadRuns, sweepRun } from './labels.ts';
import { DEFAULT_PULL, PROBE_IMAGE, type PullPolicy } from './pull.ts';
import { platformNote, startError } from './start-error.ts';

/** The exit code after SIGKILL. The engine may learn of the exit before it learns that memory ran out. */
const SIGKILLED = 137;

export interface ContainerOptions {
  readonly image: string;
  /** An image that has node (18.3 or newer) on its PATH; default PROBE_IMAGE. */
  readonly probeImage?: string;
  /** Default DEFAULT_PULL. */
  readonly pull?: PullPolicy;
  /** Variables besides the PODFLARE_ ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** The command; default: the image's. */
  readonly args?: readonly string[];
  /** Default: the image's. */
  readonly entrypoint?: readonly string[];
  readonly user?: string;
  /** Limit in bytes; default none. */
  readonly memory?: number;
  /** How long the engine may take over one request, in milliseconds; default 60,000. */
  readonly engineLimitMs?: number;
}

interface Opened {
  readonly engine: Engine;
  readonly image: ImageInspectInfo;
  readonly pod: Pod;
}

/** A hostd that is started from an image, with a new container for each launch. The image needs nothing but hostd. */
export function containerTarget(options: ContainerOptions): Target {
  return new ContainerTarget(options);
}

class ContainerTarget implements Target {
  readonly kind = 'container';
  readonly label: string;
  readonly launchable = true;
  readonly atOnce = 3;
  readonly network: Network;
  readonly #options: ContainerOptions;
  readonly #run = randomUUID();
  readonly #starting = new Set<Promise<unknown>>();
  #engine: Engine | undefined;
  #opened: Promise<Opened> | undefined;
  readonly #over = new AbortController();

  constructor(options: ContainerOptions) {
    this.#options = options;
    this.label = options.image;
    const network = async () => (await this.#open()).pod.network;
    this.network = {
      name: "the container's network",
      freePort: async () => (await network()).freePort(),
      canBind: async (host, port) => (await network()).canBind(host, port),
      canConnect: async (host, port) => (await network()).canConnect(host, port),
      isHeld: async (port) => (await network()).isHeld(port),
      machineAddress: async (family) => (await network()).machineAddress(family),
      lockPort: async (port, limitMs) => (await network()).lockPort(port, limitMs),
      occupy: async (host, port) => (await network()).occupy(host, port),
      looks: async (host, port) => (await network()).looks(host, port),
    };
  }

  async open(): Promise<void> {
    const over = once(this.#over.signal, 'abort').then(() => this.#goOn());
    await Promise.race([this.#open(), over]);
  }

  async start(launch: Launch): Promise<HostContainer> {
    const opened = await this.#open();
    this.#goOn();
    const started = HostContainer.start(this.#recipe(opened), launch, this.#context(opened));
    this.#starting.add(started);
    return started.finally(() => this.#starting.delete(started));
  }

  async close(): Promise<void> {
    this.#over.abort();
    if (!this.#engine) return; // No container was created, and none will be.
    const [opened] = await Promise.allSettled([this.#opened, ...this.#starting]);
    if (opened?.status === 'fulfilled') opened.value?.pod.close();
    await sweepRun(this.#engine, this.#run);
  }

  #goOn(): void {
    if (this.#over.signal.aborted) throw new TargetError('the run is over');
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#prepare();
    return this.#opened;
  }

  async #prepare(): Promise<Opened> {
    const { image, probeImage = PROBE_IMAGE, pull = DEFAULT_PULL } = this.#options;
    const engine = await connectEngine(this.#options.engineLimitMs);
    const [inspected] = await Promise.all([
      ensureImage(engine, image, pull, 'image'),
      ensureImage(engine, probeImage, pull === 'always' ? 'missing' : pull, 'probe image (--probe-image)'),
      sweepDeadRuns(engine),
    ]);
    this.#goOn();
    this.#engine = engine;
    return { engine, image: inspected, pod: await Pod.start(engine, probeImage, this.#run) };
  }

  #recipe({ image: inspected, pod }: Opened): Recipe {
    const { image, env = {}, args, entrypoint, user, memory } = this.#options;
    return {
      image: inspected,
      env,
      options: {
        Image: image,
        Labels: { [RUN]: this.#run, [ROLE]: 'hostd' },
        Healthcheck: { Test: ['NONE'] },
        ...(args && { Cmd: [...args] }),
        ...(entrypoint && { Entrypoint: [...entrypoint] }),
        ...(user !== undefined && { User: user }),
        HostConfig: {
          NetworkMode: pod.networkMode,
          ...(memory !== undefined && { Memory: memory, MemorySwap: memory }),
        },
      },
    };
  }

  #context({ engine, image, pod }: Opened) {
    const { memory } = this.#options;
    const platform = platformNote(image, engine);
    return {
      engine,
      pod,
      explain: (message: string) => startError(this.#options.image, message, platform),
      note: (code: number, outOfMemory: boolean, tail: string) => {
        const limit = memory === undefined ? '' : `: --memory allows ${memory} bytes`;
        if (outOfMemory) return `out of memory${limit}`;
        if (code === SIGKILLED) return `killed, but not by the suite; perhaps out of memory${limit}`;
        return /exec format error/i.test(tail)
          ? `wrong platform: ${platform ?? 'its program was built for another machine'}`
          : undefined;
      },
    };
  }
}
