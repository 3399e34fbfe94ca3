import { setTimeout as delay } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Random } from '../base/random.ts';
import { keyVariable, type Secrets } from '../base/secrets.ts';
import { type ConfigurationName, configurations } from '../checks/configurations.ts';
import { Skip } from '../checks/verdict.ts';
import type { Running, Target } from '../hosts/host.ts';
import { type Network, thisMachine } from '../hosts/network.ts';
import { Company } from './company.ts';
import { type Prepared, prepare } from './prepare.ts';
import { PortHeld, StartFailure } from './start-failure.ts';

/** How long the connections of an earlier server may hold a port, in milliseconds. Linux keeps them for a minute. */
const HELD_LIMIT_MS = 75_000;

/** Milliseconds between two looks at a port that is held. */
const HELD_LOOK_MS = 500;

/** A launch that failed, and how many servers ran meanwhile, itself included. */
class FailedLaunch extends Error {
  override readonly cause: StartFailure;
  readonly peak: number;
  constructor(cause: StartFailure, peak: number) {
    super(cause.message);
    this.cause = cause;
    this.peak = peak;
  }
}

export interface LaunchesOptions {
  /** Servers that run at the same time at most. */
  readonly launches: number;
  readonly random: Random;
  /** Ends every wait, and prevents further launches. */
  readonly signal?: AbortSignal;
}

/** The launches of one target: a limited number at a time, repeated where a failure may not be the server's own. */
export class Launches {
  readonly company: Company;
  readonly #target: Target;
  readonly #network: Network;
  readonly #secrets: Secrets;
  readonly #random: Random;
  readonly #signal: AbortSignal | undefined;
  readonly #limit: LimitFunction;

  constructor(target: Target, secrets: Secrets, { launches, random, signal }: LaunchesOptions) {
    this.#target = target;
    this.#network = target.network ?? thisMachine;
    this.#secrets = secrets;
    this.#random = random;
    this.#signal = signal;
    this.#limit = pLimit(launches);
    this.company = new Company(this.#limit);
  }

  /**
   * Launches a server when there is room for one more. A launch that fails beside other servers is repeated alone, since
   * the server may be one that runs once on a machine.
   * @param refused whether the result of `use` shows that the server refused to start
   * @throws Skip when this machine cannot provide the configuration
   * @throws StartFailure when `use` throws it and a repetition would not help
   */
  async run<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    { before, refused }: { before?: (prepared: Prepared) => Promise<void>; refused?: (result: T) => boolean } = {},
  ): Promise<T> {
    const launch = () => this.#launchTwice(name, use, before);
    try {
      const { result, peak } = await this.#limit(launch);
      if (!refused?.(result) || !this.company.mayExplainRefusal(peak)) return result;
    } catch (error) {
      if (!(error instanceof FailedLaunch)) throw error;
      if (!this.company.mayExplainFailure(error.peak)) throw error.cause;
    }
    return this.company.alone(async () => {
      try {
        const { result } = await this.#limit(launch);
        return { result, started: !refused?.(result) };
      } catch (error) {
        throw error instanceof FailedLaunch ? error.cause : error;
      }
    });
  }

  /** Launches a server; once more when the first one may have found its port held. */
  async #launchTwice<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    before?: (prepared: Prepared) => Promise<void>,
  ): Promise<{ result: T; peak: number }> {
    try {
      return await this.#launchOnce(name, use, before);
    } catch (error) {
      if (!(error instanceof FailedLaunch && error.cause instanceof PortHeld)) throw error;
      if (configurations[name].address === undefined) await this.#untilFree(error.cause.port);
      return await this.#launchOnce(name, use, before);
    }
  }

  /** Launches a server and leaves nothing of it behind. */
  async #launchOnce<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    before?: (prepared: Prepared) => Promise<void>,
  ): Promise<{ result: T; peak: number }> {
    const signal = this.#signal;
    signal?.throwIfAborted();
    const prepared = await this.#prepare(name);
    try {
      await before?.(prepared);
      signal?.throwIfAborted();
      const running = await this.#target.start(prepared.launch);
      const member = this.company.join();
      try {
        return { result: await use(running, prepared), peak: member.peak };
      } catch (error) {
        throw error instanceof StartFailure ? new FailedLaunch(error, member.peak) : error;
      } finally {
        await running.stop(0);
        this.company.leave(member);
      }
    } finally {
      prepared.release();
    }
  }

  async #untilFree(port: number): Promise<void> {
    const deadline = performance.now() + HELD_LIMIT_MS;
    while (await this.#network.isHeld(port)) {
      if (performance.now() > deadline)
        throw new Skip(`open connections still use port ${port} on ${this.#network.name}`);
      await delay(HELD_LOOK_MS, undefined, { ...(this.#signal && { signal: this.#signal }) });
    }
  }

  async #prepare(name: ConfigurationName): Promise<Prepared> {
    if (!this.#target.launchable) throw new Skip('needs a target that the suite starts: give --command or --image');
    const prepared = await prepare(name, this.#network, this.#random, this.#signal);
    for (const [i, key] of prepared.keys.entries()) this.#secrets.add(key, `<key ${i + 1}>`, keyVariable(i));
    return prepared;
  }
}
