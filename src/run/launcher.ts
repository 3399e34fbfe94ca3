import { setTimeout as delay } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { isLoopback } from '../base/address.ts';
import type { Random } from '../base/random.ts';
import { keyVariable, type Secrets } from '../base/secrets.ts';
import { within } from '../base/within.ts';
import { type ConfigurationName, configurations } from '../checks/configurations.ts';
import { type Attempt, type Exit, exitText, type QuietRun, STOP_LIMIT_MS } from '../checks/launch.ts';
import { Skip } from '../checks/verdict.ts';
import type { Running, Target } from '../hosts/host.ts';
import { onAbort } from '../hosts/interruption.ts';
import { type Network, thisMachine } from '../hosts/network.ts';
import type { Output } from '../hosts/output.ts';
import { Wire } from '../http/client.ts';
import type { LaunchRecord } from '../model/report.ts';
import { Company } from './company.ts';
import { Instance } from './instance.ts';
import type { Limits } from './limits.ts';
import { type Launched, Pool } from './pool.ts';
import { type Prepared, prepare } from './prepare.ts';
import { awaitReady } from './readiness.ts';
import { StartFailure } from './start-failure.ts';

/** How long a quiet run waits for a line after the first response unless told otherwise, in milliseconds. */
const LATE_LINE_MS = 1_000;

/** Milliseconds between two looks at a port that ought to stay closed. */
const LOOK_MS = 10;

/** How long the connections of an earlier server may hold a port, in milliseconds: Linux keeps them for a minute. */
const HELD_LIMIT_MS = 75_000;

/** Milliseconds between two looks at a port that is held. */
const HELD_LOOK_MS = 500;

/** A start failed, perhaps only because connections of an earlier server still held the port. */
class PortHeld extends StartFailure {
  readonly port: number;
  constructor(port: number, actual: string, output: Output) {
    super(actual, output);
    this.port = port;
  }
}

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

export interface LauncherOptions {
  readonly limits: Pick<Limits, 'timeoutMs' | 'startTimeoutMs'>;
  /** How many servers run at the same time. */
  readonly launches: number;
  readonly random: Random;
  /** Ends every wait, and lets no other server start. */
  readonly signal?: AbortSignal;
}

/** Starts servers under configurations, a bounded number at a time. */
export class Launcher {
  readonly target: Target;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly random: Random;
  readonly records: LaunchRecord[] = [];
  readonly #options: LauncherOptions;
  readonly #limit: LimitFunction;
  readonly #memo = new Map<string, Promise<unknown>>();
  /** What this target was once waited for in vain; it is not waited for again. */
  readonly #inVain = { ready: false, stop: false };
  readonly #rooms: Launched = { neverMade: false };
  readonly #company: Company;

  constructor(target: Target, secrets: Secrets, options: LauncherOptions) {
    this.target = target;
    this.network = target.network ?? thisMachine;
    this.secrets = secrets;
    this.random = options.random;
    this.#options = options;
    this.#limit = pLimit(options.launches);
    this.#company = new Company(this.#limit);
  }

  /** Runs `make` the first time, and gives its result every time: several checks look at one launch. */
  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#memo.get(name) as Promise<T> | undefined) ?? make();
    this.#memo.set(name, made);
    return made;
  }

  /**
   * Starts a server, hands it to `use` once it answers, and stops it.
   * @throws Skip when this machine cannot provide the configuration
   * @throws StartFailure when the server ended or did not answer in time
   */
  withInstance<T>(name: ConfigurationName, use: (instance: Instance) => Promise<T>): Promise<T> {
    return this.#started(name, async (running, { configuration, keys }) => {
      const wire = new Wire(running.endpoint, running.authority, this.#options.limits.timeoutMs, this.secrets.quote);
      const off = onAbort(this.#options.signal, () => wire.close());
      try {
        await this.#ready(name, running);
        this.#company.serves(running);
        return await use(new Instance(name, configuration, keys, wire, running, new Pool(this.#rooms)));
      } finally {
        off();
        wire.close();
        this.#company.ends(running);
        const stopped = await running.stop(this.#inVain.stop ? 0 : STOP_LIMIT_MS);
        if (!stopped) this.#inVain.stop = true;
      }
    });
  }

  /** Why a server does not start under a configuration, or undefined when it does; looked at once. */
  startFailure(name: ConfigurationName): Promise<StartFailure | undefined> {
    return this.once(`start ${name}`, () =>
      this.withInstance(name, () => Promise.resolve(undefined)).catch((error: unknown) => {
        if (error instanceof StartFailure) return error;
        if (error instanceof Skip) return undefined;
        throw error;
      }),
    );
  }

  /**
   * Launches a server, leaves it alone and ends it with SIGTERM, once per configuration and limit. A server may print a
   * line after its first response: one that satisfies `awaited` is waited for, at most `limitMs` milliseconds.
   */
  quietRun(
    name: ConfigurationName,
    awaited?: (line: string) => boolean,
    limitMs: number = LATE_LINE_MS,
  ): Promise<QuietRun> {
    return this.once(`quiet run ${name} ${limitMs}`, () =>
      this.#started(name, async (running, { keys }) => {
        await this.#ready(name, running);
        if (awaited) await running.output.find(awaited, limitMs);
        const early = running.output.lines;
        const stopped = await running.stop(STOP_LIMIT_MS);
        return { output: running.output, early, keys, stopped };
      }),
    );
  }

  /** Starts a server that ought to refuse and watches it until it has ended or shown itself; once for each configuration. */
  attempt(name: ConfigurationName): Promise<Attempt> {
    const limitMs = this.#options.limits.startTimeoutMs;
    return this.once(`attempt ${name}`, () =>
      this.#started(
        name,
        async (running) => {
          const since = performance.now();
          const seen = await watch(running, this.network, limitMs);
          this.#record(name, since, running.exit ? 'exited' : seen.answered ? 'ready' : 'silent');
          return { ...seen, exit: running.exit, output: running.output, limitMs };
        },
        { refused: ({ exit }) => exit !== undefined },
      ),
    );
  }

  /** Starts a server on a port on which the suite itself listens. Undefined when it does not end by itself. */
  async startOnTakenPort(name: ConfigurationName): Promise<Exit | undefined> {
    let vacate = () => {};
    const occupy = async ({ launch }: Prepared) => {
      vacate = await this.network.occupy(launch.host, launch.port);
    };
    const outcome = this.#started(
      name,
      async (running) => {
        const since = performance.now();
        await within(this.#options.limits.startTimeoutMs, running.exited, undefined);
        this.#record(name, since, running.exit ? 'exited' : 'silent');
        return running.exit;
      },
      { before: occupy, refused: (exit) => exit !== undefined },
    );
    return outcome.finally(() => vacate());
  }

  /**
   * Launches a server when there is room for one more. A launch that fails beside other servers is repeated alone, since
   * the server may be one that runs once on a machine.
   * @param refused tells of a result whether the server refused to start
   */
  async #started<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    { before, refused }: { before?: (prepared: Prepared) => Promise<void>; refused?: (result: T) => boolean } = {},
  ): Promise<T> {
    const launch = () => this.#startedTwice(name, use, before);
    try {
      const { result, peak } = await this.#limit(launch);
      if (!refused?.(result) || !this.#company.mayExplainRefusal(peak)) return result;
    } catch (error) {
      if (!(error instanceof FailedLaunch)) throw error;
      if (!this.#company.mayExplainFailure(error.peak)) throw error.cause;
    }
    return this.#company.alone(async () => {
      try {
        const { result } = await this.#limit(launch);
        return { result, started: !refused?.(result) };
      } catch (error) {
        throw error instanceof FailedLaunch ? error.cause : error;
      }
    });
  }

  /** Launches a server; once more when the first one may have found its port held. */
  async #startedTwice<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    before?: (prepared: Prepared) => Promise<void>,
  ): Promise<{ result: T; peak: number }> {
    try {
      return await this.#startedOnce(name, use, before);
    } catch (error) {
      if (!(error instanceof FailedLaunch && error.cause instanceof PortHeld)) throw error;
      if (configurations[name].address === undefined) await this.#untilFree(error.cause.port);
      return await this.#startedOnce(name, use, before);
    }
  }

  /** Launches a server and leaves nothing of it behind. */
  async #startedOnce<T>(
    name: ConfigurationName,
    use: (running: Running, prepared: Prepared) => Promise<T>,
    before?: (prepared: Prepared) => Promise<void>,
  ): Promise<{ result: T; peak: number }> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const prepared = await this.#prepare(name);
    try {
      await before?.(prepared);
      signal?.throwIfAborted();
      const running = await this.target.start(prepared.launch);
      const member = this.#company.join();
      try {
        return { result: await use(running, prepared), peak: member.peak };
      } catch (error) {
        throw error instanceof StartFailure ? new FailedLaunch(error, member.peak) : error;
      } finally {
        await running.stop(0);
        this.#company.leave(member);
      }
    } finally {
      prepared.release();
    }
  }

  async #untilFree(port: number): Promise<void> {
    const deadline = performance.now() + HELD_LIMIT_MS;
    while (await this.network.isHeld(port)) {
      if (performance.now() > deadline) throw new Skip(`connections hold port ${port} on ${this.network.name}`);
      await delay(HELD_LOOK_MS, undefined, { ...(this.#options.signal && { signal: this.#options.signal }) });
    }
  }

  async #prepare(name: ConfigurationName): Promise<Prepared> {
    if (!this.target.launchable) throw new Skip('needs a target that can be started: give --command or --image');
    const prepared = await prepare(name, this.network, this.random, this.#options.signal);
    for (const [i, key] of prepared.keys.entries()) this.secrets.add(key, `<key ${i + 1}>`, keyVariable(i));
    return prepared;
  }

  async #ready(name: ConfigurationName, running: Running): Promise<void> {
    const since = performance.now();
    const { startTimeoutMs } = this.#options.limits;
    const start = await awaitReady(running, startTimeoutMs, this.#inVain.ready);
    if (start === 'warming') this.#inVain.ready = true;
    this.#record(name, since, start === 'warming' ? 'ready' : start);
    if (start === 'exited') {
      const actual = `it ended with ${exitText(running.exit)} before it answered`;
      const { port } = running.listens ?? running.endpoint;
      if (await this.network.isHeld(port)) throw new PortHeld(port, actual, running.output);
      throw new StartFailure(actual, running.output);
    }
    if (start === 'silent')
      throw new StartFailure(`it did not answer at ${running.authority} within ${startTimeoutMs} ms`, running.output);
  }

  #record(configuration: string, since: number, outcome: LaunchRecord['outcome']): void {
    this.records.push({ configuration, startMs: Math.round(performance.now() - since), outcome });
  }
}

/** Looks at the port until the process has ended or has been found to serve. */
async function watch(
  running: Running,
  network: Network,
  limitMs: number,
): Promise<Pick<Attempt, 'answered' | 'looksOpen' | 'exposed'>> {
  const { host, port } = running.listens ?? running.endpoint;
  const deadline = performance.now() + limitMs;
  const ended = running.exited.then(() => true);
  let inARow = 0;
  let looksOpen = 0;
  const look = async () => {
    for (const open of await network.looks(host, port)) {
      inARow = open ? inARow + 1 : 0;
      looksOpen = Math.max(looksOpen, inARow);
    }
  };
  while (!running.exit && performance.now() < deadline) {
    await look();
    if (inARow > 0 && (await awaitReady(running, 1_000, true)) === 'ready')
      return { answered: true, looksOpen, exposed: await isExposed(running, network) };
    await Promise.race([ended, delay(LOOK_MS)]);
  }
  await look();
  return { answered: false, looksOpen, exposed: false };
}

async function isExposed(running: Running, network: Network): Promise<boolean> {
  const { port } = running.listens ?? running.endpoint;
  const machine = await network.machineAddress('IPv4');
  if (machine !== undefined && (await network.canConnect(machine, port))) return true;
  return ((await running.listening()) ?? []).some((address) => !isLoopback(address));
}
