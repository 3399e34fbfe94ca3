import { urlTarget } from '../../../src/hosts/url.ts';
import type { Report } from '../../../src/model/report.ts';
import { runSuite } from '../../support/run.ts';
import type { Bot } from './bot.ts';
import { type Served, serve } from './serve.ts';

export const KEYS = ['pk_test_0123456789abcdef', 'pk_test_fedcba9876543210'];

/** Limit for one exchange with a bot, in milliseconds. */
export const LIMIT_MS = 300;

/** Starts a bot with two keys in its environment, passes it to `use`, and stops it. */
export async function withBot<T>(bot: Bot, use: (url: string, served: Served) => Promise<T>): Promise<T> {
  const served = await serve(bot, { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEYS.join() });
  try {
    return await use(`http://127.0.0.1:${served.port}`, served);
  } finally {
    served.stop(0);
  }
}

export interface Checked {
  readonly report: Report;
  readonly passed: readonly string[];
  /** Connections that the bot saw. */
  readonly connections: number;
  /** Requests that a bot on node:http saw. */
  readonly requests: number;
}

/** Runs all applicable checks against the URL of a bot, without the preflight. */
export function checkByUrl(bot: Bot, expect: 'enforced' | 'open'): Promise<Checked> {
  return withBot(bot, async (url, { connections, requests }) => {
    const keys = expect === 'open' ? [] : KEYS;
    const report = await runSuite(urlTarget(url), { expect, keys, timeoutMs: LIMIT_MS });
    return { report, passed: passed(report), connections: connections(), requests: requests() };
  });
}

/** Ids of the checks that passed. */
export function passed(report: Report): string[] {
  return report.checks.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
}
