import { TargetError } from '../base/errors.ts';
import { requireResources } from '../base/resources.ts';
import { Mismatch, type Skip } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import { evidenceOf } from './evidence.ts';
import type { Instance } from './instance.ts';
import { type Judgement, judge } from './judge.ts';
import type { Launcher } from './launcher.ts';
import { Crowded } from './pool.ts';
import type { Finding } from './preflight/preflight.ts';
import type { Job } from './schedule.ts';
import type { FinishedCase } from './settle.ts';
import { StartFailure } from './start-failure.ts';
import { CaseTrial } from './trial.ts';

/** What a case runs on. */
export interface Setting {
  readonly contract: Contract;
  readonly launcher: Launcher;
  /** Undefined for a case that launches its servers itself. */
  readonly instance: Instance | undefined;
  /** True while no other case makes sandboxes. */
  readonly alone: boolean;
}

/**
 * Runs one case and cleans up after it. Resolves to undefined when the case must run again, alone, because the server
 * has no room for the sandboxes of several cases.
 * @throws TargetError when the target cannot be started at all
 * @throws ResourceError when this machine runs out of something
 */
export async function runCase(job: Job, setting: Setting): Promise<FinishedCase | undefined> {
  const { check } = job;
  const { contract, launcher, instance, alone } = setting;
  const purpose = `${check.id} ${job.case.name} ${job.configuration}`;
  const trial = new CaseTrial(contract, launcher, instance, purpose, alone);
  const since = performance.now();
  let judgement: Judgement = { outcome: 'pass' };
  try {
    await job.case.run(trial);
  } catch (error) {
    if (error instanceof TargetError) throw error;
    requireResources(error, `cannot run ${check.id}`);
    if (error instanceof Crowded) return undefined;
    judgement = judge(error, check.level);
  } finally {
    await trial.cleanUp();
  }
  const { breach } = trial;
  // A breach counts at the level of the check that looks for it, unless the request had no key at all.
  if (breach && judgement.outcome !== 'fail' && (check.level === 'must' || breach.keyless)) {
    judgement = { outcome: 'fail', expected: 'no protected handler runs without a key', actual: breach.effect };
    trial.record(breach.exchange, 'probe');
  }
  const kept = judgement.outcome === 'pass' || judgement.outcome === 'skip' ? [] : trial.recorded;
  return {
    ...{ name: job.case.name, configuration: instance?.name ?? '', ...judgement },
    evidence: evidenceOf(kept),
    repeat: instance && { exchanges: kept.map(({ exchange }) => exchange), origin: instance.origin },
    retries: trial.recorded.reduce((sum, { exchange }) => sum + exchange.retries, 0),
    durationMs: Math.round(performance.now() - since),
  };
}

/** A case whose server did not start. Only a check that is about the launch judges that. */
export function withoutServer({ check, case: item, configuration }: Job, error: Skip | StartFailure): FinishedCase {
  const judged = error instanceof StartFailure && check.judgesStart === true;
  const cause = judged ? new Mismatch('the server starts and responds', error.message) : error;
  return {
    ...{ name: item.name, configuration: configuration ?? '', ...judge(cause, check.level) },
    ...{ evidence: [], retries: 0, durationMs: 0 },
  };
}

/** A case that the preflight decided. Undefined when the preflight did not look at it. */
export function foundBefore({ case: item, configuration }: Job, { cases, origin }: Finding): FinishedCase | undefined {
  const found = cases.get(item.name);
  if (!found) return undefined;
  const { expected, actual, exchange } = found;
  return {
    ...{ name: item.name, configuration: configuration ?? '', outcome: 'fail', expected, actual },
    evidence: evidenceOf([{ role: 'probe', exchange }]),
    repeat: { exchanges: [exchange], origin },
    ...{ retries: exchange.retries, durationMs: Math.round(exchange.durationMs) },
  };
}
