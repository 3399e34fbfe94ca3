import { Random } from '../base/random.ts';
import { redacted } from '../base/redact.ts';
import type { Secrets } from '../base/secrets.ts';
import { registerEnvironment } from '../base/sensitive.ts';
import { joinWords } from '../base/shell.ts';
import type { Report } from '../model/report.ts';
import { assemble, assembleCheck } from '../run/assemble.ts';
import { atLevelOf, judgeBy, ruleSet } from '../run/rules.ts';
import { settle } from '../run/settle.ts';
import type { ProgramCheck } from './check.ts';
import { judgeItem } from './judge.ts';
import { choose, type ProgramPlan } from './options.ts';

/** What the observation of a program starts with. */
export interface Start<Seen> {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly checks: readonly ProgramCheck<Seen>[];
  /** The key that the program gets. */
  readonly key: string;
  readonly random: Random;
  readonly secrets: Secrets;
}

export interface Observed<Seen> {
  readonly seen: Seen;
  /** Requests that the program sent. */
  readonly requests: number;
}

/**
 * Observes a program, judges it by the selected checks of a family and assembles the report.
 * @throws UsageError when the plan selects no check, or names one that does not exist. No error contains the key.
 */
export async function checkProgram<Seen>(
  family: readonly ProgramCheck<Seen>[],
  plan: ProgramPlan,
  observe: (start: Start<Seen>) => Promise<Observed<Seen>>,
): Promise<Report> {
  const { words, secrets, strict, env, rules, seed, rerun, signal } = plan;
  const set = ruleSet(rules);
  const selected = choose(family, plan).map((check) => atLevelOf(set, check));
  const random = new Random(seed);
  const key = random.key('program', 0);
  secrets.add(key, '<key>', '$PODFLARE_API_KEY');
  registerEnvironment(env ?? {}, secrets);
  const startedAt = new Date();
  const since = performance.now();
  try {
    const { seen, requests } = await observe({ words, checks: selected, key, random, secrets });
    const durationMs = Math.round(performance.now() - since);
    const checks = selected.map((check) => {
      const cases = check.itemsOf(seen).map((item) => settle(judgeItem(item, check.level), secrets));
      const text = { ...check, profile: 'core', rerun: rerun(check.id) } as const;
      return assembleCheck(text, cases, 'the program sent no request that this check applies to', secrets);
    });
    const report = assemble(
      {
        ...{ target: { kind: 'process', label: joinWords(words) }, startedAt, durationMs, requests, strict, checks },
        ...{ profiles: ['core'], seed: random.seed, launches: [] },
      },
      secrets,
    );
    return judgeBy(set, report);
  } catch (error) {
    signal?.throwIfAborted();
    throw redacted(error, secrets);
  }
}
