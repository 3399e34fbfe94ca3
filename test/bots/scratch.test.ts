import { expect, test } from 'vitest';
import type { Report } from '../../src/model.ts';
import { urlTarget } from '../../src/target/url.ts';
import { runSuite } from '../support/run.ts';
import { bots } from './bots.ts';
import { serve } from './serve.ts';
import { botTarget } from './target.ts';

const KEYS = ['pk_test_0123456789abcdef', 'pk_test_fedcba9876543210'];
const out = (how: string, name: string, t0: number, traffic: unknown) => (r: Report | Error) => {
  const ms = Math.round(performance.now() - t0);
  console.log(
    JSON.stringify(
      r instanceof Error
        ? { how, name, ms, traffic, error: `${r.constructor.name} ${r.message.slice(0, 150)}` }
        : {
            how,
            name,
            ms,
            traffic,
            code: r.exitCode,
            s: r.summary,
            passed: r.checks.filter((c) => c.outcome === 'pass').map((c) => c.id),
            err: r.checks
              .filter((c) => c.outcome === 'error')
              .map((c) => c.cases.find((x) => x.outcome === 'error')?.reason),
          },
    ),
  );
};
for (const [name, bot] of Object.entries(bots)) {
  if (process.env.BOT && !name.match(process.env.BOT)) continue;
  test(`launched ${name}`, { timeout: 60000 }, async () => {
    const target = botTarget(name, bot);
    const t0 = performance.now();
    const r = await runSuite(target, { timeoutMs: 400, startTimeoutMs: 600 }).catch((e: Error) => e);
    out('launched', name, t0, target.traffic())(r);
  });
  test(`url ${name}`, { timeout: 60000 }, async () => {
    for (const expect of ['enforced', 'open'] as const) {
      const t0 = performance.now();
      const s = await serve(bot, { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEYS.join() });
      const r = await runSuite(urlTarget(`http://127.0.0.1:${s.port}`), {
        timeoutMs: 400,
        keys: expect === 'open' ? [] : KEYS,
        expect,
      }).catch((e: Error) => e);
      out(`url ${expect}`, name, t0, [s.connections(), s.requests()])(r);
      s.stop(0);
    }
  });
}
