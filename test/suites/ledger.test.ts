import { describe, expect, test } from 'vitest';
import { clientChecks } from '../../suites/client/client.ts';
import { checks } from '../../suites/index.ts';
import { readLedger } from '../../suites/ledger.ts';
import { mcpChecks } from '../../suites/mcp/mcp.ts';

const ledger = readLedger();
const all = [...checks, ...clientChecks, ...mcpChecks];
const STRICTNESS = ['may', 'should', 'must'];

describe('the ledger', () => {
  test('names each rule once, with a source and a sentence', () => {
    expect(new Set(ledger.map(({ rule }) => rule)).size).toBe(ledger.length);
    for (const { rule, level, source, says } of ledger) {
      expect(rule).toMatch(/^[a-z0-9]+\/[a-z0-9-]+$/);
      expect(STRICTNESS).toContain(level);
      expect(source, rule).not.toBe('');
      expect(says, rule).toMatch(/\.$/);
    }
  });

  test('has the checks of each rule, or the reason why it cannot be tested', () => {
    for (const { rule, checks: ids, untested } of ledger) {
      expect(Boolean(ids?.length) !== Boolean(untested), rule).toBe(true);
      if (ids) expect([...ids].sort(), rule).toEqual(idsOf(rule));
    }
  });

  test('has the rule of every check, and no check is stricter than its rule', () => {
    for (const { id, rule, level } of all) {
      const row = ledger.find((item) => item.rule === rule);
      expect(row, `${id}: ${rule}`).toBeDefined();
      expect(STRICTNESS.indexOf(level), id).toBeLessThanOrEqual(STRICTNESS.indexOf(row?.level ?? ''));
    }
  });
});

describe('the checks', () => {
  test('have unique ids', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, family } of all) expect(id).toMatch(new RegExp(`^${family}/[a-z0-9.-]+$`));
  });

  test('have a title, a reason and a fix', () => {
    for (const { id, title, why, fix } of all)
      for (const text of [title, why, fix]) expect(text.trim(), id).toMatch(/^\S.{8,}[.)=]$/);
  });

  test('cover the start in every configuration: a server that does not start is never only skipped', () => {
    const judged = new Set(
      checks.filter(({ judgesStart }) => judgesStart).flatMap(({ on }) => (on === 'launch' ? [] : on)),
    );
    const used = new Set(checks.flatMap(({ on }) => (on === 'launch' ? [] : on)));
    const excused = [
      'enforced', // launched first; without it there is no run
      'enforced-localhost', // dev-mode/other-loopback judges the address
      'enforced-other-loopback',
      'enforced-default', // dev-mode/default-address judges it
      'enforced-any-machine', // started like `enforced-any`
      'enforced-any-ipv6', // a server may know no IPv6
      'enforced-any-mapped',
      'json-logs', // undocumented whether another format may be refused
      'blanks-in-list', // either response is legal
      'flag-0', // refusing to start is safe, too
      'flag-false',
      'flag-empty',
      'flag-upper-false',
      'flag-no',
      'flag-off',
      'patient', // started like `enforced`, as is
      'crowded', // started like `enforced`
      'dotted-key', // keys/characters judges the start with odd characters
      'long-key', // a server may refuse keys that are too long for it
      'flag-true',
    ];
    expect([...used].filter((name) => !judged.has(name) && !excused.includes(name))).toEqual([]);
  });
});

function idsOf(rule: string): string[] {
  return all
    .filter((check) => check.rule === rule)
    .map(({ id }) => id)
    .sort();
}
