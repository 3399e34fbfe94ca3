import { describe, expect, test } from 'vitest';
import { match } from '../../mock/state/pattern.ts';
import { mockAndClient, typeAndData, WAYS } from './client.ts';

const never = new AbortController().signal;

const SETS = '^(?:[[a]]+)+$';

/** Patterns that backtrack, and code that makes them. */
const SLOW: [string, RegExp, string][] = [
  ['nested quantifiers', /^(a+)+$/, `${'a'.repeat(60)}b`],
  ['alternatives that overlap', /^(a|a)*$/, `${'a'.repeat(60)}b`],
  ['a reference to what was found', /(a*)\1\1\1b$/, 'a'.repeat(2_000)],
  ['counted repetitions', /^(a{1,60}){1,60}$/, `${'a'.repeat(60)}b`],
  ['many alternatives', new RegExp(`^${'(a|a)'.repeat(60)}$`), `${'a'.repeat(60)}b`],
  ['one quantifier on long code', /a+$/, `${'a'.repeat(2_000_000)}b`],
  ['repetitions in sets of version v', new RegExp(SETS, 'v'), `${'a'.repeat(60)}b`],
];

test.each(SLOW)('%s: the pattern is aborted at the limit', async (_, pattern, code) => {
  await expect(async () => match(pattern, code, never, 20)).rejects.toThrow(
    'the mock stopped this run: time exceeded (at most 20 ms for the pattern of a script rule)',
  );
});

test.each([
  [/import/, 'import x'],
  [/^import (\w+)$/m, '# x\nimport numpy'],
  [/(?<first>\w+) +(?<second>\w+)|(x)/d, 'from x'],
  [/\w+/g, 'a b'],
  [/b/y, 'ab'],
  [/[a-z]+\s*=\s*(?:\d+|"[^"]*")/iu, 'X = "y"'],
  [/(a+)+$/, 'b'],
])('%s matches as in JavaScript', async (pattern, code) => {
  const expected = pattern.exec(code);
  for (const last of [0, 1]) {
    pattern.lastIndex = last;
    const found = await match(pattern, code, never);
    expect(found).toEqual(expected);
    expect([found?.index, found?.groups]).toEqual([expected?.index, expected?.groups]);
  }
});

describe.each(WAYS)('a slow pattern by %s', (way) => {
  test.each(SLOW)(
    '%s does not block other requests, and stops when its client disconnects',
    async (_, pattern, code) => {
      const { mock, client } = await mockAndClient(way, { script: [{ code: pattern, reply: 'found' }] });
      const id = await client.create();
      const gone = new AbortController();
      const response = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body: { code }, signal: gone.signal });
      const reading = response.text().catch(() => 'left');
      expect(await (await client.fetch('GET', '/v1/healthz')).text()).toBe('ok');
      gone.abort();
      expect(await reading).toBe('left');
      mock.script.reset();
      mock.script.on(/^(p\w+)+\((\d+)\)/, ({ match }) => match?.[2] ?? '');
      const [event] = typeAndData(await client.exec(id, 'print(7)'));
      expect(event?.[0]).toBe('stdout');
    },
  );
});

test('a rule that is used once answers one of two runs at the same time', async () => {
  const { client } = await mockAndClient('fetch', { script: [{ code: /^(x+)+$/, times: 1, reply: 'scripted' }] });
  const ids = [await client.create(), await client.create()];
  const all = await Promise.all(ids.map(async (id) => typeAndData(await client.exec(id, 'x'))[0]?.[0]));
  expect(all.sort()).toEqual(['stderr', 'stdout']);
});
