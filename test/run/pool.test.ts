import { expect, test } from 'vitest';
import type { Response } from '../../mock/protocol/message.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { Report } from '../../src/model/report.ts';
import { serveBounded } from '../support/bounded.ts';
import { notPassed, runSuite } from '../support/run.ts';

const KEYS = ['pk_pool_0123456789abcdef', 'pk_pool_fedcba9876543210'];

const refusal = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error }),
});

const skipped = (report: Report) =>
  report.checks.filter(({ cases }) => cases.some(({ reason }) => reason?.includes('the pool is exhausted')));

test('a server with room for four sandboxes is conformant in every profile', { timeout: 120_000 }, async () => {
  await using server = await serveBounded(KEYS, 4, refusal(500, 'pool exhausted'));
  const report = await runSuite(urlTarget(server.url), { keys: KEYS });
  expect(notPassed(report)).toEqual([]);
  expect(report.exitCode).toBe(0);
  // Two forks of five and of thirty-two children do not fit.
  expect(skipped(report).map(({ id }) => id)).toEqual(['api/fork-count']);
  expect(server.refused()).toBeGreaterThan(0);
});

test.each([
  ['429', refusal(429, 'slow down')],
  ['503 with Retry-After', refusal(503, 'busy', { 'retry-after': '0' })],
  ['500 in other words', refusal(500, 'cannot boot: no more machines')],
])('one that says so by %s is conformant, too', { timeout: 60_000 }, async (_, full) => {
  await using server = await serveBounded(KEYS, 4, full);
  const only = ['unauthorized/*', 'keys/all-valid', 'keys/wrong-token', 'bypass/method'];
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only });
  expect(notPassed(report)).toEqual([]);
  expect(server.refused()).toBeGreaterThan(0);
});

test('one without auth is conformant, too', { timeout: 60_000 }, async () => {
  await using server = await serveBounded([], 4, refusal(500, 'pool exhausted'));
  const report = await runSuite(urlTarget(server.url), { profiles: ['core'], expect: 'open' });
  expect(notPassed(report)).toEqual([]);
  expect(server.refused()).toBeGreaterThan(0);
});

test('one whose room others take up for a while is asked again', { timeout: 60_000 }, async () => {
  await using server = await serveBounded(KEYS, (refused) => (refused < 3 ? 0 : 4), refusal(500, 'pool exhausted'));
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['keys/all-valid'] });
  expect(report.checks.map(({ outcome }) => outcome)).toEqual(['pass']);
});

test('one without room for a single sandbox is not, and the report says why', { timeout: 60_000 }, async () => {
  await using server = await serveBounded(KEYS, 0, refusal(500, 'pool exhausted', { 'retry-after': '3600' }));
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['keys/all-valid'] });
  expect(report.exitCode).toBe(1);
  expect(report.checks[0]).toMatchObject({ outcome: 'untestable' });
  expect(report.checks[0]?.cases[0]?.actual).toContain('the pool is exhausted: 500');
});
