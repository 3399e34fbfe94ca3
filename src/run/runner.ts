import os from 'node:os';
import pLimit from 'p-limit';
import { TargetError } from '../base/errors.ts';
import { type Configuration, type ConfigurationName, configurations } from '../checks/configurations.ts';
import { LIVENESS } from '../checks/probe.ts';
import { destroyRequest, NO_SANDBOX } from '../checks/sandboxes.ts';
import { Skip } from '../checks/verdict.ts';
import { IN_FLIGHT_MS, onAbort } from '../hosts/interruption.ts';
import { Wire } from '../http/client.ts';
import type { Slowdown } from '../http/pace.ts';
import { type CaseResult, failsAlone, type LaunchRecord, type Report } from '../model/report.ts';
import { assemble, assembleCheck } from './assemble.ts';
import { capacityOf } from './capacity.ts';
import { foundBefore, runCase, withoutServer } from './case.ts';
import { Instance } from './instance.ts';
import { Launcher } from './launcher.ts';
import type { RunPlan } from './plan.ts';
import type { Finding } from './preflight/preflight.ts';
import { inapplicable, type Job, jobsOf } from './schedule.ts';
import { type FinishedCase, settle } from './settle.ts';
import { slowdownNotice } from './slowdown.ts';
import { StartFailure } from './start-failure.ts';

/** Servers that run side by side. Each launch costs CPU time, and more of them only make all of them slow. */
const LAUNCHES = Math.min(Math.max(os.availableParallelism(), 2), 4);

/** The configuration whose launch shows whether a server has IPv6. */
const IPV6_PROOF: ConfigurationName = 'enforced-ipv6';

/**
 * What runtimes print when a machine has no IPv6 address. Sources: errno(3) EADDRNOTAVAIL, EAFNOSUPPORT;
 * WSAEADDRNOTAVAIL.
 */
const NO_IPV6 =
  /EADDRNOTAVAIL|EAFNOSUPPORT|cannot assign requested address|can't assign requested address|address family not supported|address not available|requested address is not valid/i;

/**
 * Runs the checks of a plan and closes its target.
 * @throws TargetError when a launched target does not start at all, or this machine runs out of something
 */
export async function run(plan: RunPlan): Promise<Report> {
  return await new Runner(plan).run();
}

class Runner {
  readonly #plan: RunPlan;
  readonly #launcher: Launcher;
  readonly #results = new Map<Job, CaseResult>();
  readonly #jobs: readonly Job[];
  readonly #onSlowdown: (slowdown: Slowdown) => void;
  /** Connections that the target holds side by side, measured on the first of its servers. */
  #capacity: Promise<number> | undefined;
  #dropsConnections = false;
  #requests = 0;
  #failed = 0;
  /** Why the run ends without a verdict. */
  #broken: unknown;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.#launcher = new Launcher(plan.target, plan.secrets, {
      ...plan,
      launches: Math.min(plan.target.atOnce ?? LAUNCHES, LAUNCHES),
    });
    this.#jobs = jobsOf(plan);
    this.#onSlowdown = slowdownNotice(plan.onNotice);
  }

  async run(): Promise<Report> {
    const startedAt = new Date();
    const since = performance.now();
    try {
      if (this.#plan.finding) this.#settleFinding(this.#plan.finding);
      else if (this.#plan.target.launchable) await this.#runLaunched();
      else await this.#runGiven();
    } finally {
      await this.#plan.target.close();
    }
    this.#requireStart();
    return this.#report(startedAt, Math.round(performance.now() - since));
  }

  async #runLaunched(): Promise<void> {
    const names = new Set(this.#jobs.flatMap(({ configuration }) => configuration ?? []));
    const [first, ...rest] = names;
    if (first !== undefined) await this.#runUnder(first, true);
    await allSettled([
      ...rest.map((name) => this.#runUnder(name, false)),
      ...this.#jobs.filter((job) => job.configuration === undefined).map((job) => this.#runOnOwn(job)),
    ]);
  }

  /** Throws TargetError when no server ever became ready and nothing was judged. */
  #requireStart(): void {
    const failure = this.#launcher.neverReady;
    if (failure !== undefined && [...this.#results.values()].every(({ outcome }) => outcome === 'skip'))
      throw new TargetError(`the target did not start ${failure}`);
  }

  /** Runs a case that launches its servers itself. */
  async #runOnOwn(job: Job): Promise<void> {
    await this.#runJob(job, undefined);
  }

  async #runUnder(name: ConfigurationName, first: boolean): Promise<void> {
    const jobs = this.#jobs.filter((job) => job.configuration === name);
    try {
      await this.#launcher.withInstance(name, (instance) => this.#runOn(instance, jobs));
    } catch (error) {
      const judged = jobs.some(({ check }) => check.judgesStart);
      if (first && !judged && error instanceof StartFailure)
        throw new TargetError(`the target did not start with ${configurations[name].title}: ${error.message}`);
      if (!(error instanceof Skip) && !(error instanceof StartFailure)) throw error;
      const reason = await this.#lacksIpv6(name, error);
      for (const job of jobs) this.#settle(job, withoutServer(job, reason));
    }
  }

  /**
   * The reason why a server did not start. It is a Skip under a configuration that needs IPv6 when the server does not
   * start on [::1] with keys either, because then nothing can be said about its IPv6.
   */
  async #lacksIpv6(name: ConfigurationName, error: Skip | StartFailure): Promise<Skip | StartFailure> {
    const { ipv6 }: Configuration = configurations[name];
    if (!ipv6 || error instanceof Skip) return error;
    const failure = name === IPV6_PROOF ? error : await this.#launcher.startFailure(IPV6_PROOF);
    if (!failure) return error;
    const what = NO_IPV6.test(failure.message) ? 'hostd cannot use [::1] here' : 'hostd does not start on [::1]';
    return new Skip(`${what}, with keys either: ${failure.message}`);
  }

  async #runGiven(): Promise<void> {
    const { target, keys, expect, limits, secrets, signal } = this.#plan;
    const name: ConfigurationName = expect === 'open' ? 'dev' : 'enforced';
    const configuration: Configuration = configurations[name];
    const running = await target.start({ name, env: {}, host: '', port: 0 });
    const wire = new Wire(running.endpoint, running.authority, limits.timeoutMs, secrets.quote);
    const off = onAbort(signal, () => wire.drain(IN_FLIGHT_MS));
    try {
      await this.#runOn(new Instance(name, configuration, keys, wire, running), this.#jobs);
      wire.requireResources();
    } finally {
      off();
      wire.close();
    }
  }

  /** Runs jobs on one server: first side by side, then one by one those that disturb others. */
  async #runOn(instance: Instance, jobs: readonly Job[]): Promise<void> {
    instance.key = await workingKey(instance);
    // A server that serves one connection at a time serves no other while this one is open.
    instance.wire.closeIdle();
    const { concurrency } = this.#plan.limits;
    // A case uses a keep-alive connection and a new one.
    this.#capacity ??= capacityOf(instance.wire, 2 * concurrency);
    const capacity = await this.#capacity;
    instance.wire.keepsConnections = capacity === 2 * concurrency;
    this.#dropsConnections ||= instance.wire.dropsConnections;
    instance.wire.dropsConnections = this.#dropsConnections;
    instance.wire.probe = LIVENESS;
    instance.wire.onSlowdown = this.#onSlowdown;
    const limit = pLimit(Math.max(1, Math.floor(capacity / 2)));
    const alone = pLimit(1);
    const one = async (job: Job) => {
      let settled = await limit(() => this.#runJob(job, instance));
      while (!settled) settled = await alone(() => limit(() => this.#runJob(job, instance, true)));
    };
    const all = (some: readonly Job[]) => allSettled(some.map(one));
    await all(jobs.filter(({ check }) => !check.disturbs));
    for (const job of jobs.filter(({ check }) => check.disturbs)) await all([job]);
    this.#requests += instance.requests;
  }

  /** Runs one case and settles it. Resolves to false when it must run again, alone. */
  async #runJob(job: Job, instance: Instance | undefined, alone = false): Promise<boolean> {
    this.#plan.signal?.throwIfAborted();
    if (this.#broken !== undefined) throw this.#broken;
    const { contract } = this.#plan;
    const found = await runCase(job, { contract, launcher: this.#launcher, instance, alone }).catch(
      (error: unknown) => {
        this.#broken ??= error;
        throw error;
      },
    );
    if (found) this.#settle(job, found);
    return found !== undefined;
  }

  /** Settles the cases that the preflight decided. */
  #settleFinding(finding: Finding): void {
    for (const job of this.#jobs.filter(({ check }) => check.id === finding.check)) {
      const found = foundBefore(job, finding);
      if (!found) continue;
      this.#settle(job, found);
      this.#requests += 1;
    }
  }

  #settle(job: Job, found: FinishedCase): void {
    const result = settle(found, this.#plan.secrets);
    this.#results.set(job, result);
    if (failsAlone({ level: job.check.level, outcome: result.outcome }, this.#plan.strict)) this.#failed += 1;
    this.#plan.onProgress?.({ done: this.#results.size, total: this.#jobs.length, failed: this.#failed });
  }

  #report(startedAt: Date, durationMs: number): Report {
    const plan = this.#plan;
    const { target, profiles, strict, secrets, random, finding } = plan;
    const checks = plan.checks.map((check) => {
      const cases = this.#jobs.filter((job) => job.check === check).flatMap((job) => this.#results.get(job) ?? []);
      return assembleCheck({ ...check, rerun: plan.rerun(check.id) }, cases, inapplicable(check, plan), secrets);
    });
    return assemble(
      {
        ...{ target, startedAt, durationMs, profiles: [...profiles], strict, checks },
        ...{ seed: random.seed, stopped: finding?.message, requests: this.#requests },
        launches: inOrder(this.#launcher.records),
      },
      secrets,
    );
  }
}

/** Launches in the order of the configurations, since they run side by side. */
function inOrder(records: readonly LaunchRecord[]): LaunchRecord[] {
  const names = Object.keys(configurations);
  return [...records].sort((a, b) => names.indexOf(a.configuration) - names.indexOf(b.configuration));
}

/** Waits for all of the work, so that each part can clean up, then passes on the first failure. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The first key that the server does not refuse, so that one broken key does not hide everything else. */
async function workingKey({ keys, wire }: Instance): Promise<string | undefined> {
  for (const key of keys) {
    const { response } = await wire.send(destroyRequest(NO_SANDBOX, key));
    if (response && response.status !== 401) return key;
  }
  return keys[0];
}
