import { expect } from 'vitest';
import type { Target } from '../../src/hosts/host.ts';
import type { Report } from '../../src/model/report.ts';
import { COMPARING, REPORTERS } from '../../src/report/names.ts';
import { renderReports } from '../../src/report/render.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';

/** Number of consecutive characters that count as disclosure of a key. */
const TELLING = 12;

/** The target, and the keys that it was started with. */
function listening(target: Target): { target: Target; keys: Set<string> } {
  const keys = new Set<string>();
  const start: Target['start'] = (launch) => {
    for (const key of (launch.env.PODFLARE_API_KEYS ?? '').split(',')) if (key.length > TELLING) keys.add(key.trim());
    return target.start(launch);
  };
  return { target: { ...target, start }, keys };
}

/** The texts that disclose a part of a key: pieces in any case, plain, reversed or encoded. */
function tellingPieces(key: string): string[] {
  const secret = key.replace(/^p[kf]_conf_/, '');
  const forms = [secret, Array.from(secret).reverse().join(''), Buffer.from(key).toString('base64')];
  return forms.flatMap((form) =>
    Array.from({ length: form.length - TELLING + 1 }, (_, i) => form.slice(i, i + TELLING).toLowerCase()),
  );
}

/** Runs the whole suite on the mock with a defect: no reporter may show a key, or a piece of one. */
export async function expectNoKey(mutant: string): Promise<void> {
  const { target, keys } = listening(inProcessTarget(mutant));
  const report: Report = await runSuite(target);
  expect(report.exitCode + report.summary.checks.warn).toBeGreaterThan(0);
  expect(keys.size).toBeGreaterThan(50);
  const pieces = new Set([...keys].flatMap(tellingPieces));
  const texts = [
    ...(await Promise.all(REPORTERS.map((name) => renderReports(name, [report], { color: true })))),
    ...(await Promise.all(COMPARING.map((name) => renderReports(name, [report, report], { color: true })))),
    renderPretty(report),
  ];
  for (const text of texts) {
    expect(text).not.toBe('');
    const low = text.toLowerCase();
    const found: string[] = [];
    for (let i = 0; i + TELLING <= low.length; i += 1) {
      const window = low.slice(i, i + TELLING);
      if (pieces.has(window)) found.push(low.slice(Math.max(0, i - 60), i + 40));
    }
    expect(found.slice(0, 3)).toEqual([]);
  }
}
