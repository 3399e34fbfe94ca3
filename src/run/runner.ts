import os from 'node:os';
import pLimit from 'p-limit';
import { TargetError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import { version } from '../base/version.ts';
import type { Case, Check } from '../checks/check.ts';
import { type Configuration, type ConfigurationName, configurations } from '../checks/configurations.ts';
import { LIVENESS } from '../checks/probe.ts';
import { destroyRequest, NO_SANDBOX } from '../checks/sandboxes.ts';
import type { Recorded } from '../checks/trial.ts';
import { Mismatch, Skip, Untestable } from '../checks/verdict.ts';
import { type Contract, contractHash, contractVersion } from '../contract/contract.ts';
import type { Level, Profile } from '../contract/levels.ts';
import type { Target } from '../hosts/host.ts';
import { IN_FLIGHT_MS, onAbort } from '../hosts/interruption.ts';
import { Wire } from '../http/client.ts';
import {
  type CaseResult,
  type CheckResult,
  count,
  exitCodeOf,
  failsAlone,
  type LaunchRecord,
  type Outcome,
  type Report,
  worst,
} from '../model/report.ts';
import { capacityOf } from './capacity.ts';
import { evidenceOf, redactedStart } from './evidence.ts';
import { Instance } from './instance.ts';
import { Launcher, StartFailure } from './launcher.ts';
import type { Limits } from './limits.ts';
import { Crowded } from './pool.ts';
import type { Finding } from './preflight/preflight.ts';
import { repeat } from './repeat.ts';
import { CaseTrial } from './trial.ts';

/** Everything a run needs, defaults filled in. */
export interface RunPlan {
  readonly target: Target;
  readonly checks: readonly Check[];
  readonly contract: Contract;
  readonly profiles: readonly Profile[];
  readonly secrets: Secrets;
  readonly random: Random;
  /** Valid keys of a target given by URL. */
  readonly keys: readonly string[];
  /** What a target given by URL is meant to be. */
  readonly expect: 'enforced' | 'open';
  readonly strict: boolean;
  readonly limits: Limits;
  /** The command that runs one check again. */
  readonly rerun: (check: string) => string;
  /** What the preflight found: then no check is run, and this is the result. */
  readonly finding?: Finding | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Cases so far that make the run not conformant. */
  readonly failed: number;
}

/** Servers that run side by side: each start costs CPU time, and more than this only makes all of them slow. */
const LAUNCHES = Math.min(Math.max(os.availableParallelism(), 2), 4);

/** Exchanges of a case that a report keeps, the last ones. */
const KEPT_EXCHANGES = 12;

/** The start that shows whether a server has IPv6. */
const IPV6_PROOF: ConfigurationName = 'enforced-ipv6';

interface Job {
  readonly check: Check;
  readonly case: Case;
  readonly configuration: ConfigurationName | undefined;
}

/**
 * Runs the checks of a plan and closes its target.
 * @throws TargetError when a launched target does not come up at all
 */
export async function run(plan: RunPlan): Promise<Report> {
  return await new Runner(plan).run();
}

class Runner {
  readonly #plan: RunPlan;
  readonly #launcher: Launcher;
  readonly #results = new Map<Job, CaseResult>();
  readonly #jobs: readonly Job[];
  /** Connections that the target holds side by side, as the first of its servers showed. */
  #capacity: Promise<number> | undefined;
  #dropsConnections = false;
  #requests = 0;
  #failed = 0;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.#launcher = new Launcher(plan.target, plan.secrets, {
      ...plan,
      launches: Math.min(plan.target.atOnce ?? LAUNCHES, LAUNCHES),
    });
    this.#jobs = plan.checks.flatMap((check) =>
      this.#configurationsOf(check).flatMap((configuration) =>
        check.casesOf(plan.contract).map((item) => ({ check, case: item, configuration })),
      ),
    );
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
    return this.#report(startedAt, Math.round(performance.now() - since));
  }

  /** The configurations under which a check is run here; none when it cannot be. */
  #configurationsOf(check: Check): readonly (ConfigurationName | undefined)[] {
    const { target, expect } = this.#plan;
    if (check.recorder && target.observed) return ['enforced'];
    if (check.recorder === 'required') return [];
    if (check.on === 'launch') return target.launchable ? [undefined] : [];
    if (target.launchable) return check.on;
    if (check.needsLaunch) return [];
    return check.on.filter((name) => configurations[name].mode === expect).slice(0, 1);
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
        throw new TargetError(
          this.#plan.secrets.redact(`the target did not start with ${configurations[name].title}: ${error.message}`),
        );
      if (!(error instanceof Skip) && !(error instanceof StartFailure)) throw error;
      const reason = await this.#lacksIpv6(name, error);
      for (const job of jobs) this.#settle(job, this.#notStarted(job, reason));
    }
  }

  /**
   * Why a start is not judged that needs IPv6: a server that does not even start on [::1] with keys has none. Otherwise
   * the error itself.
   */
  async #lacksIpv6(name: ConfigurationName, error: Skip | StartFailure): Promise<Skip | StartFailure> {
    const { ipv6 }: Configuration = configurations[name];
    if (!ipv6 || error instanceof Skip) return error;
    const failure = name === IPV6_PROOF ? error : await this.#launcher.startFailure(IPV6_PROOF);
    return failure
      ? new Skip(`hostd has no IPv6: it does not start on [::1] with keys either (${failure.message})`)
      : error;
  }

  async #runGiven(): Promise<void> {
    const { target, keys, expect } = this.#plan;
    const name: ConfigurationName = expect === 'open' ? 'dev' : 'enforced';
    const configuration: Configuration = configurations[name];
    const running = await target.start({ name, env: {}, host: '', port: 0 });
    const { limits, secrets } = this.#plan;
    const wire = new Wire(running.endpoint, running.authority, limits.timeoutMs, secrets.quote);
    const off = onAbort(this.#plan.signal, () => wire.drain(IN_FLIGHT_MS));
    try {
      await this.#runOn(new Instance(name, configuration, keys, wire, running), this.#jobs);
    } finally {
      off();
      wire.close();
    }
  }

  async #runOn(instance: Instance, jobs: readonly Job[]): Promise<void> {
    instance.key = await workingKey(instance);
    const { concurrency } = this.#plan.limits;
    // A case uses a kept connection and one of its own.
    this.#capacity ??= capacityOf(instance.wire, 2 * concurrency);
    const capacity = await this.#capacity;
    instance.wire.keepsConnections = capacity === 2 * concurrency;
    this.#dropsConnections ||= instance.wire.dropsConnections;
    instance.wire.dropsConnections = this.#dropsConnections;
    instance.wire.probe = LIVENESS;
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

  /**
   * Runs one case. False when it must run again, alone: the server has no room for the sandboxes of several cases.
   * @param alone true when no other case makes sandboxes meanwhile
   */
  async #runJob(job: Job, instance: Instance | undefined, alone = false): Promise<boolean> {
    this.#plan.signal?.throwIfAborted();
    const trial = new CaseTrial(
      this.#plan.contract,
      this.#launcher,
      instance,
      `${job.check.id} ${job.case.name} ${job.configuration}`,
      alone,
    );
    const since = performance.now();
    let outcome: Outcome = 'pass';
    let said: Said = {};
    try {
      await job.case.run(trial);
    } catch (error) {
      if (error instanceof TargetError) throw error;
      if (error instanceof Crowded) return false;
      [outcome, said] = verdictOf(error, job.check.level);
    } finally {
      await trial.cleanUp();
    }
    const { breach } = trial;
    // A key that is wrongly accepted counts by the level of the check that looks for it.
    if (breach && outcome !== 'fail' && (job.check.level === 'must' || breach.keyless)) {
      outcome = 'fail';
      said = { expected: 'that nothing protected runs without a key', actual: breach.effect };
      trial.record(breach.exchange, 'probe');
    }
    const kept = outcome === 'pass' || outcome === 'skip' ? [] : trial.recorded;
    const line = instance && this.#curl(this.#originOf(instance), kept);
    this.#settle(job, {
      name: this.#plan.secrets.redact(job.case.name),
      configuration: instance?.name ?? '',
      outcome,
      ...shown(said, this.#plan.secrets),
      exchanges: evidenceOf(kept.slice(-KEPT_EXCHANGES), this.#plan.secrets),
      ...(line !== undefined && { curl: line }),
      retries: trial.recorded.reduce((sum, { exchange }) => sum + exchange.retries, 0),
      durationMs: Math.round(performance.now() - since),
    });
    return true;
  }

  #originOf({ running, wire }: Instance): string {
    return `${running.endpoint.tls ? 'https' : 'http'}://${wire.authority}`;
  }

  #curl(origin: string, recorded: readonly Recorded[]): string | undefined {
    const exchanges = recorded.map(({ exchange }) => exchange);
    return repeat(exchanges, origin, this.#plan.secrets);
  }

  /** The results of a run that the preflight has decided. */
  #settleFinding({ check, cases, origin }: Finding): void {
    for (const job of this.#jobs.filter((each) => each.check.id === check)) {
      const found = cases.get(job.case.name);
      if (!found) continue;
      const { expected, actual, exchange } = found;
      const recorded: Recorded = { role: 'probe', exchange };
      const line = this.#curl(origin, [recorded]);
      this.#settle(job, {
        ...{ name: job.case.name, configuration: job.configuration ?? '', outcome: 'fail', expected, actual },
        exchanges: evidenceOf([recorded], this.#plan.secrets),
        ...(line !== undefined && { curl: line }),
        ...{ retries: exchange.retries, durationMs: Math.round(exchange.durationMs) },
      });
      this.#requests += 1;
    }
  }

  /** The result of a case whose server is not there. Only a check that is about the start judges that. */
  #notStarted(job: Job, error: Skip | StartFailure): CaseResult {
    const failed = error instanceof StartFailure && job.check.judgesStart === true;
    const [outcome, said] = failed
      ? verdictOf(new Mismatch('that it starts and answers', error.message), job.check.level)
      : verdictOf(error, job.check.level);
    return {
      ...{ name: this.#plan.secrets.redact(job.case.name), configuration: job.configuration ?? '', outcome },
      ...shown(said, this.#plan.secrets),
      ...{ exchanges: [], retries: 0, durationMs: 0 },
    };
  }

  #settle(job: Job, result: CaseResult): void {
    this.#results.set(job, result);
    if (failsAlone({ level: job.check.level, outcome: result.outcome }, this.#plan.strict)) this.#failed += 1;
    this.#plan.onProgress?.({ done: this.#results.size, total: this.#jobs.length, failed: this.#failed });
  }

  #report(startedAt: Date, durationMs: number): Report {
    const { target, profiles, strict, secrets, random } = this.#plan;
    const checks = this.#plan.checks.map((check) => this.#checkResult(check));
    const counts = count(checks);
    const exitCode = this.#plan.finding ? 1 : exitCodeOf(checks, strict);
    return {
      schemaVersion: 1,
      suite: { name: 'podflare-conformance', version },
      contract: { version: contractVersion, sha256: contractHash },
      target: { kind: target.kind, label: secrets.redact(target.label) },
      startedAt: startedAt.toISOString(),
      durationMs,
      profiles: [...profiles],
      strict,
      seed: random.seed,
      ...(this.#plan.finding && { stopped: secrets.redact(this.#plan.finding.message) }),
      verdict: exitCode === 0 ? 'conformant' : 'not conformant',
      exitCode,
      summary: { checks: counts, cases: this.#results.size, requests: this.#requests },
      launches: inOrder(this.#launcher.records),
      checks,
    };
  }

  #checkResult(check: Check): CheckResult {
    const cases = this.#jobs.filter((job) => job.check === check).flatMap((job) => this.#results.get(job) ?? []);
    const reasons = new Set(cases.flatMap(({ outcome, reason }) => (outcome === 'skip' && reason ? [reason] : [])));
    const outcome = worst(cases.map((item) => item.outcome));
    const reason =
      cases.length === 0 ? this.#inapplicable(check) : outcome === 'skip' ? [...reasons].join('; ') : undefined;
    const { rerun, secrets } = this.#plan;
    const { id, family, level, profile, rule, title, why, fix } = check;
    return {
      ...{ id, family, level, profile, rule, title, outcome },
      ...(reason !== undefined && { reason }),
      ...{ why, fix, cases },
      rerun: secrets.redact(rerun(id)),
    };
  }

  #inapplicable(check: Check): string {
    if (this.#plan.finding) return this.#plan.finding.reason;
    if (check.recorder === 'required') return 'needs a gateway with the recorder behind it: give --url and --upstream';
    if (check.on === 'launch' || check.needsLaunch)
      return 'needs a target that can be started: give --command or --image';
    return this.#plan.expect === 'open'
      ? 'applies to a server that enforces keys'
      : 'applies to a server whose auth is off: --expect open, or a target that can be started';
  }
}

/** Starts in the order of the configurations, since they run side by side. */
function inOrder(records: readonly LaunchRecord[]): LaunchRecord[] {
  const names = Object.keys(configurations);
  return [...records].sort((a, b) => names.indexOf(a.configuration) - names.indexOf(b.configuration));
}

/** Waits for all, so that each can clean up, before the first failure is passed on. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The first key that is not refused, so that one broken key does not hide everything else. */
async function workingKey({ keys, wire }: Instance): Promise<string | undefined> {
  for (const key of keys) {
    const { response } = await wire.send(destroyRequest(NO_SANDBOX, key));
    if (response && response.status !== 401) return key;
  }
  return keys[0];
}

type Said = { expected?: string; actual?: string; reason?: string };

function verdictOf(error: unknown, level: Level): [Outcome, Said] {
  if (error instanceof Untestable) {
    // What is never judged cannot make a run red either.
    if (level === 'may') return ['skip', { reason: `${error.expected}; found ${error.actual}` }];
    return ['untestable', { expected: error.expected, actual: error.actual }];
  }
  if (error instanceof Mismatch) {
    const outcomes = { must: 'fail', should: 'warn', may: 'note' } as const;
    return [outcomes[level], { expected: error.expected, actual: error.actual }];
  }
  if (error instanceof Skip) return ['skip', { reason: error.message }];
  if (error instanceof StartFailure) return ['skip', { reason: `the server did not start: ${error.message}` }];
  return ['error', { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
}

/** Redacted before it is cut, so that no part of a key is left at the edge. */
function shown(said: Said, secrets: Secrets): Said {
  return Object.fromEntries(Object.entries(said).map(([name, text]) => [name, redactedStart(text, 2_000, secrets)]));
}
