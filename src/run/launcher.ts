import type { Random } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import { within } from '../base/within.ts';
import { type Configuration, type ConfigurationName, configurations } from '../checks/configurations.ts';
import { type Attempt, type Exit, exitText, type QuietRun, STOP_LIMIT_MS } from '../checks/launch.ts';
import { Skip } from '../checks/verdict.ts';
import type { Running, Target } from '../hosts/host.ts';
import { onAbort } from '../hosts/interruption.ts';
import { type Network, thisMachine } from '../hosts/network.ts';
import { Wire } from '../http/client.ts';
import type { LaunchRecord } from '../model/report.ts';
import { Instance } from './instance.ts';
import { Launches, type LaunchesOptions } from './launches.ts';
import type { Limits } from './limits.ts';
import { type Launched, Pool } from './pool.ts';
import type { Prepared } from './prepare.ts';
import { awaitReady } from './readiness.ts';
import { PortHeld, StartFailure } from './start-failure.ts';
import { watch } from './watch.ts';

/** Default limit of the wait for a log line after the first response, in milliseconds. */
const LATE_LINE_MS = 1_000;

export interface LauncherOptions extends LaunchesOptions {
  readonly limits: Pick<Limits, 'timeoutMs' | 'startTimeoutMs'>;
}

/** Launches servers under configurations, for checks and for the runner. */
export class Launcher {
  readonly target: Target;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly random: Random;
  readonly records: LaunchRecord[] = [];
  readonly #limits: LauncherOptions['limits'];
  readonly #signal: AbortSignal | undefined;
  readonly #launches: Launches;
  readonly #memo = new Map<string, Promise<unknown>>();
  /** Waits that this target has exhausted once. They are not repeated. */
  readonly #exhausted = { ready: false, stop: false };
  readonly #pools: Launched = { neverMade: false };
  #firstFailure: string | undefined;

  constructor(target: Target, secrets: Secrets, options: LauncherOptions) {
    this.target = target;
    this.network = target.network ?? thisMachine;
    this.secrets = secrets;
    this.random = options.random;
    this.#limits = options.limits;
    this.#signal = options.signal;
    this.#launches = new Launches(target, secrets, options);
  }

  /**
   * How the first launch failed, as `with <configuration>: <reason>`. Undefined when a server became ready or was not
   * launched.
   */
  get neverReady(): string | undefined {
    return this.records.some(({ outcome }) => outcome === 'ready') ? undefined : this.#firstFailure;
  }

  /** Runs `make` the first time and resolves to its result every time, so that several checks can share a launch. */
  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#memo.get(name) as Promise<T> | undefined) ?? make();
    this.#memo.set(name, made);
    return made;
  }

  /**
   * Launches a server, passes it to `use` once it responds, and stops it.
   * @throws Skip when this machine cannot provide the configuration
   * @throws StartFailure when the server ends or does not respond in time
   * @throws ResourceError when this machine runs out of something
   */
  withInstance<T>(name: ConfigurationName, use: (instance: Instance) => Promise<T>): Promise<T> {
    return this.#launches.run(name, async (running, { configuration, keys }) => {
      const wire = new Wire(running.endpoint, running.authority, this.#limits.timeoutMs, this.secrets.quote);
      const off = onAbort(this.#signal, () => wire.close());
      try {
        await this.#ready(name, running);
        this.#launches.company.serves(running);
        const result = await use(new Instance(name, configuration, keys, wire, running, new Pool(this.#pools)));
        wire.requireResources();
        return result;
      } finally {
        off();
        wire.close();
        this.#launches.company.ends(running);
        const stopped = await running.stop(this.#exhausted.stop ? 0 : STOP_LIMIT_MS);
        if (!stopped) this.#exhausted.stop = true;
      }
    });
  }

  /** Why a server does not start under a configuration. Resolves to undefined when it does. Launches it once. */
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
      this.#launches.run(name, async (running, { keys }) => {
        await this.#ready(name, running);
        if (awaited) await running.output.find(awaited, limitMs);
        const early = running.output.lines;
        const stopped = await running.stop(STOP_LIMIT_MS);
        return { output: running.output, early, keys, stopped };
      }),
    );
  }

  /** Launches a server that must refuse to start, once per configuration, and watches it until it ends or responds. */
  attempt(name: ConfigurationName): Promise<Attempt> {
    const limitMs = this.#limits.startTimeoutMs;
    return this.once(`attempt ${name}`, () =>
      this.#launches.run(
        name,
        async (running) => {
          const since = performance.now();
          const seen = await watch(running, this.network, limitMs);
          this.#record(name, since, running.exit ? 'exited' : seen.responded ? 'ready' : 'silent');
          return { ...seen, exit: running.exit, output: running.output, limitMs };
        },
        { refused: ({ exit }) => exit !== undefined },
      ),
    );
  }

  /** Launches a server on a port at which the suite listens. Resolves to undefined when it does not end by itself. */
  async launchOnTakenPort(name: ConfigurationName): Promise<Exit | undefined> {
    let vacate = () => {};
    const occupy = async ({ launch }: Prepared) => {
      vacate = await this.network.occupy(launch.host, launch.port);
    };
    const outcome = this.#launches.run(
      name,
      async (running) => {
        const since = performance.now();
        await within(this.#limits.startTimeoutMs, running.exited, undefined);
        this.#record(name, since, running.exit ? 'exited' : 'silent');
        return running.exit;
      },
      { before: occupy, refused: (exit) => exit !== undefined },
    );
    return outcome.finally(() => vacate());
  }

  async #ready(name: ConfigurationName, running: Running): Promise<void> {
    const since = performance.now();
    const { startTimeoutMs } = this.#limits;
    const elsewhere = needsBothFamilies(name)
      ? () => this.network.canConnect('::1', (running.listens ?? running.endpoint).port)
      : undefined;
    const start = await awaitReady(running, startTimeoutMs, this.#exhausted.ready, elsewhere);
    if (start === 'warming') this.#exhausted.ready = true;
    this.#record(name, since, start === 'warming' || start === 'elsewhere' ? 'ready' : start);
    if (start === 'elsewhere') throw new Skip('under [::] hostd listens on IPv6 only: at [::1], and not at 127.0.0.1');
    if (start === 'exited') {
      const actual = `it ended with ${exitText(running.exit)} before it responded`;
      const failure = this.#noteFailure(name, new StartFailure(actual, running.output));
      const { port } = running.listens ?? running.endpoint;
      if (await this.network.isHeld(port)) throw new PortHeld(port, actual, running.output);
      throw failure;
    }
    if (start !== 'silent') return;
    const actual = `it did not respond at ${running.authority} within ${startTimeoutMs} ms`;
    throw this.#noteFailure(name, new StartFailure(actual, running.output));
  }

  /** Remembers the first failure to start. Failures on IPv6 do not count, because a server may lack IPv6. */
  #noteFailure(name: ConfigurationName, failure: StartFailure): StartFailure {
    const { ipv6, title }: Configuration = configurations[name];
    if (!ipv6) this.#firstFailure ??= `with ${title}: ${failure.message}`;
    return failure;
  }

  #record(configuration: string, since: number, outcome: LaunchRecord['outcome']): void {
    this.records.push({ configuration, startMs: Math.round(performance.now() - since), outcome });
  }
}

/** True when a server must respond at an IPv4 address although an IPv6 one is configured. */
function needsBothFamilies(name: ConfigurationName): boolean {
  const { address, reach }: Configuration = configurations[name];
  return address?.startsWith('[::]') === true && reach === undefined;
}
