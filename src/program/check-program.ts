import { redacted } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import { registerEnvironment } from '../base/sensitive.ts';
import { joinWords } from '../base/shell.ts';
import type { Report } from '../model/report.ts';
import { atLevelOf, judgeBy, ruleSet } from '../run/rules.ts';
import type { ProgramCheck } from './check.ts';
import { judge } from './judge.ts';
import { choose, type ProgramPlan } from './options.ts';

/** What a run of a program begins with. */
export interface Start<Seen> {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly checks: readonly ProgramCheck<Seen>[];
  /** The key that the program is given. */
  readonly key: string;
  readonly random: Random;
  readonly secrets: Secrets;
}

/** What came of it. */
export interface Observed<Seen> {
  readonly seen: Seen;
  /** How many requests arrived. */
  readonly requests: number;
}

/**
 * Runs the wanted checks of a family over what `observe` sees of a program, and judges them as those of a server are
 * judged. The key is in no error that comes out of it.
 */
export async function checkProgram<Seen>(
  family: readonly ProgramCheck<Seen>[],
  plan: ProgramPlan,
  observe: (start: Start<Seen>) => Promise<Observed<Seen>>,
): Promise<Report> {
  const { words, secrets, strict, env, rules, seed, rerun, signal } = plan;
  const set = ruleSet(rules);
  const checks = choose(family, plan).map((check) => atLevelOf(set, check));
  const random = new Random(seed);
  const key = random.key('program', 0);
  secrets.add(key, '<key>', '$PODFLARE_API_KEY');
  registerEnvironment(env ?? {}, secrets);
  const startedAt = new Date();
  const since = performance.now();
  try {
    const { seen, requests } = await observe({ words, checks, key, random, secrets });
    const durationMs = Math.round(performance.now() - since);
    const about = { label: joinWords(words), rerun, startedAt, durationMs, requests, strict, secrets };
    return judgeBy(set, { ...judge(checks, seen, about), seed: random.seed });
  } catch (error) {
    signal?.throwIfAborted();
    throw redacted(error, secrets);
  }
}
