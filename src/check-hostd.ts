import { checks } from '../suites/index.ts';
import type { Contract } from './check.ts';
import { operations } from './contract/contract.ts';
import { PROFILES, type Report } from './model.ts';
import { type CheckOptions, register, targetOf, validate } from './options.ts';
import { preflight } from './preflight.ts';
import { run } from './runner.ts';
import { Secrets } from './secrets.ts';
import { select } from './select.ts';

export type { CheckOptions } from './options.ts';

/**
 * Checks a hostd and reports what was found. Resolves also when it is not conformant: see `verdict` and `exitCode`.
 * @throws UsageError when the options do not fit together, or the target plainly is not what `expect` says
 * @throws TargetError when the target cannot be reached or started
 */
export async function checkHostd(options: CheckOptions = {}): Promise<Report> {
  const secrets = new Secrets();
  register(options, secrets);
  try {
    const report = await checkWith(options, secrets);
    options.signal?.throwIfAborted();
    return report;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw redacted(error, secrets);
  }
}

async function checkWith(options: CheckOptions, secrets: Secrets): Promise<Report> {
  validate(options);
  const { keys = [], expect = 'enforced', profiles = ['core'], timeoutMs = 5_000, signal, onProgress } = options;
  const wanted = select(checks, { profiles, only: options.only ?? [], skip: options.skip ?? [] });
  const contract = await contractOf(options.spec);
  const target = targetOf(options);
  const stop = () => void target.close();
  try {
    if (target.launchable) signal?.addEventListener('abort', stop);
    else await preflight(target, { contract, keys, expect, timeoutMs });
    await target.open?.();
    return await run({
      ...{ target, checks: wanted, contract, secrets, keys, expect, timeoutMs },
      profiles: PROFILES.filter((name) => profiles.includes(name)),
      strict: options.strict ?? false,
      startTimeoutMs: options.startTimeoutMs ?? 10_000,
      concurrency: options.concurrency ?? 8,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await target.close();
  }
}

async function contractOf(spec: string | undefined): Promise<Contract> {
  const all = spec === undefined ? operations : await (await import('./contract/spec.ts')).withSpec(operations, spec);
  return { operations: all, protected: all.filter(({ exempt }) => !exempt) };
}

function redacted(error: unknown, secrets: Secrets): unknown {
  if (!(error instanceof Error)) return error;
  error.message = secrets.redact(error.message);
  if (error.stack !== undefined) error.stack = secrets.redact(error.stack);
  return error;
}
