import { expect, test } from 'vitest';
import { mutants } from '../../mock/mutants/index.ts';
import { kills } from '../../mock/mutants/kills.ts';
import { checks } from '../../suites/index.ts';
import { observe } from './matrix.ts';

const ids = checks.map(({ id }) => id);

test('the unchanged mock passes every check of every profile, without unexpected skips', async () => {
  expect(await observe(undefined)).toEqual({ fails: [], hides: [] });
}, 120_000);

test('every check of a hostd is failed by a mutant; test/gateway has the mutants of gateways', () => {
  const killed = new Set(mutants.flatMap(({ fails }) => fails));
  const ofHostd = checks.filter(({ recorder }) => recorder !== 'required').map(({ id }) => id);
  expect(ofHostd.filter((id) => !killed.has(id))).toEqual([]);
});

test('every mutant is detected by a check', () => {
  expect(mutants.filter(({ fails }) => fails.length === 0).map(({ name }) => name)).toEqual([]);
});

test('the table of kills contains only existing mutants and checks', () => {
  expect(Object.keys(kills).sort()).toEqual(mutants.map(({ name }) => name).sort());
  const named = Object.values(kills).flatMap(({ fails, hides }) => [...fails, ...hides]);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
