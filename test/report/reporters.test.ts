import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readmeWithReporters } from '../../scripts/generate/reporters.ts';
import * as library from '../../src/index.ts';
import { COMPARING, FLEET, REPORTERS } from '../../src/report/names.ts';
import { renderFleet, renderReports } from '../../src/report/render.ts';
import type { Reporter } from '../../src/report/reporters.ts';
import { checks, reportOf } from './fixture.ts';

describe('the map of reporters', () => {
  test('does not compile with a reporter that omits compare or fleet', () => {
    // @ts-expect-error `compare` is missing.
    const mute: Reporter = { summary: 'x', render: async () => '', fleet: undefined };
    // @ts-expect-error `fleet` is missing.
    const lonely: Reporter = { summary: 'x', render: async () => '', compare: undefined };
    expect([mute, lonely]).toHaveLength(2);
  });

  test('lists the reporters that compare runs and that render a fleet', () => {
    expect(COMPARING).toEqual(['pretty', 'html', 'markdown']);
    expect(FLEET).toEqual(['pretty', 'json', 'html', 'markdown']);
  });

  const report = reportOf(checks);
  test.each(REPORTERS.filter((name) => !COMPARING.includes(name)))('%s refuses several runs', async (name) => {
    await expect(renderReports(name, [report, report])).rejects.toThrow(`the reporter ${name} cannot compare runs`);
  });

  const running = { ...report, launches: [] };
  test.each(REPORTERS)('%s does not say how a server is configured that was already running', async (name) => {
    expect(await renderReports(name, [running])).not.toMatch(/two keys|no keys|127\.0\.0\.1,|a server of its own/);
  });

  test.each(['pretty', 'html', 'tap'] as const)('%s names the cases on such a server', async (name) => {
    const launched = await renderReports(name, [report]);
    expect(launched).toContain('server with two keys, on 127.0.0.1');
    const text = await renderReports(name, [running]);
    expect(text).toContain('GET /a');
    expect(text).toContain('the given server');
  });

  test('README.md lists every reporter of the map, and no other', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readmeWithReporters(readme)).toBe(readme);
    expect(readmeWithReporters(readme.replaceAll('| `sarif` |', '| `sarf` |'))).toBe(readme);
  });

  test.each(REPORTERS)('the library exports the renderer of %s', (name) => {
    expect(library).toHaveProperty(`render${name.charAt(0).toUpperCase()}${name.slice(1)}`, expect.any(Function));
  });

  test.each(REPORTERS.filter((name) => !FLEET.includes(name)))('%s refuses many targets', async (name) => {
    const fleet = { kind: 'fleet' } as Parameters<typeof renderFleet>[1];
    await expect(renderFleet(name, fleet)).rejects.toThrow(`the reporter ${name} cannot render many targets`);
  });
});
