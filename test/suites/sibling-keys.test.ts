import { expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { plausibleTokens } from '../../suites/lib/tokens.ts';
import { notPassed, runSuite } from '../support/run.ts';

const KEY = 'pk_live_a1B2c3d4e5f6g7h9';

test.each([
  ['a key that differs in its last character', 'pk_a', ['pk_b']],
  ['numbered keys', 'pk_test10', ['pk_test1', 'pk_test11', 'pk_test100', 'xpk_test10']],
  ['the key and one more character', 'pk_test1', ['pk_test1x', 'pk_test10']],
  ['the keys of an older form', KEY, [KEY.slice(8), `pf_live_${KEY.slice(8)}`, KEY.slice(1)]],
  ['keys in the other case', KEY, ['PK_LIVE_A1b2C3D4E5F6G7H9', KEY.toUpperCase()]],
  ['half of the key', KEY, [KEY.slice(0, 12), `${KEY}=`, `${KEY.slice(0, -2)}_9`]],
])('a server that also accepts %s is not accused of accepting wrong keys', async (_, key, siblings) => {
  await using mock = createMock({ keys: [key, ...siblings] });
  const only = ['keys/wrong-token', 'keys/other-case-after-the-key'];
  const report = await runSuite(urlTarget(await mock.listen()), { keys: [key], only });
  expect(notPassed(report)).toEqual([]);
  expect(report.exitCode).toBe(0);
});

const WORDS = ['null', 'undefined', 'true', 'Bearer', 'constructor', '__proto__', '*', '.*', '%', '{}', '<key>'];

test('a server whose keys are words that the suite sends as wrong keys is conformant', {
  timeout: 60_000,
}, async () => {
  const unknown = plausibleTokens.filter(({ name }) => name.startsWith('a')).map(({ make }) => make([]));
  await using mock = createMock({
    keys: [KEY, ...WORDS, '$PODFLARE_API_KEYS', ...unknown.filter((key) => key !== ',')],
  });
  const only = ['keys/*', 'unauthorized/*'];
  const report = await runSuite(urlTarget(await mock.listen()), { keys: [KEY], only });
  expect(notPassed(report)).toEqual([]);
  expect(report.exitCode).toBe(0);
});

test('a server that accepts any token is said to accept wrong ones', async () => {
  await using mock = createMock({
    keys: [KEY],
    mutant: {
      name: 'keys/none-compared',
      defect: 'Any token is a key.',
      mutate: (correct) => ({ ...correct, accepts: () => true }),
    },
  });
  const report = await runSuite(urlTarget(await mock.listen()), { keys: [KEY], only: ['keys/wrong-token'] });
  expect(report.checks.map(({ outcome }) => outcome)).toEqual(['fail']);
  const failed = report.checks.flatMap(({ cases }) => cases.filter(({ outcome }) => outcome === 'fail'));
  expect(failed.map(({ name }) => name)).toEqual(expect.arrayContaining(['null', 'undefined', 'true', '*']));
});
