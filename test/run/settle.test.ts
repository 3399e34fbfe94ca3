import { describe, expect, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import { Mismatch, Skip, Untestable } from '../../src/checks/verdict.ts';
import { Output } from '../../src/hosts/output.ts';
import type { ExchangeRecord } from '../../src/model/report.ts';
import { judge } from '../../src/run/judge.ts';
import { type FinishedCase, seal, settle } from '../../src/run/settle.ts';
import { StartFailure } from '../../src/run/start-failure.ts';

const KEY = 'pk_conf_0123456789abcdef';

function secretsOf(key = KEY): Secrets {
  const secrets = new Secrets();
  secrets.add(key, '<key 1>', '$PODFLARE_API_KEY');
  return secrets;
}

function finished(given: Partial<FinishedCase>): FinishedCase {
  return { name: '', configuration: 'enforced', outcome: 'fail', evidence: [], retries: 0, durationMs: 1, ...given };
}

const record = (sent: string): ExchangeRecord => ({ role: 'step', sent, durationMs: 1 });

describe('settle', () => {
  test('redacts every text of a case', () => {
    const text = `before ${KEY} after`;
    const evidence = [{ ...record(text), received: text, failure: text }];
    const found = finished({ name: text, expected: text, actual: text, reason: text, evidence });
    const sealed = 'before <key 1> after';
    expect(settle(found, secretsOf())).toEqual({
      ...{ name: sealed, configuration: 'enforced', outcome: 'fail', retries: 0, durationMs: 1 },
      ...{ expected: sealed, actual: sealed, reason: sealed },
      exchanges: [{ role: 'step', durationMs: 1, sent: sealed, received: sealed, failure: sealed }],
    });
  });

  test.each([2_000, 1_990, 1_999, 1_980])('leaves no part of a key that begins at or before character %i', (at) => {
    const actual = `${'x'.repeat(at)}${KEY} and ${'y'.repeat(3_000)}`;
    const result = settle(finished({ actual }), secretsOf());
    expect(result.actual).not.toMatch(/pk_|conf|0123|cdef/);
    expect(result.actual).toMatch(/ \[\d+ more characters\]$/);
  });

  test('clips the judged exchange later than those before it, and keeps the last 12', () => {
    const evidence = Array.from({ length: 20 }, (_, i) => record(`${i} ${'x'.repeat(10_000)}`));
    const { exchanges } = settle(finished({ evidence }), secretsOf());
    expect(exchanges.map(({ sent }) => sent.split(' ')[0])).toEqual([
      '8',
      '9',
      ...Array.from({ length: 10 }, (_, i) => `${i + 10}`),
    ]);
    expect(exchanges.map(({ sent }) => sent.replace(/ \[\d+ more characters\]$/, '').length)).toEqual([
      ...Array<number>(11).fill(1_024),
      4_096,
    ]);
  });

  test('finds a key before bytes outside ASCII are escaped', () => {
    const key = Buffer.from('schlüssel-0123456789', 'utf8').toString('latin1');
    const { exchanges } = settle(finished({ evidence: [record(`é ${key}\r\n`)] }), secretsOf('schlüssel-0123456789'));
    expect(exchanges[0]?.sent).toBe('\\xe9 <key 1>');
  });

  test('writes keys of the curl command as shell variables', () => {
    const request = { method: 'GET', target: '/v1/x', headers: [['Authorization', `Bearer ${KEY}`]] } as const;
    const exchange = { request, sent: Buffer.from(''), turn: 1, retries: 0, startedAt: 0, durationMs: 1 };
    const { curl } = settle(
      finished({
        repeat: { exchanges: [exchange], origin: 'http://h' },
      }),
      secretsOf(),
    );
    expect(curl).toContain('"$PODFLARE_API_KEY"');
    expect(curl).not.toContain(KEY);
  });
});

test('seal reports the number of omitted characters', () => {
  expect(seal('abcdef', secretsOf(), 4)).toBe('abcd [2 more characters]');
  expect(seal('abcd', secretsOf(), 4)).toBe('abcd');
});

const thrown = [
  ['must', new Mismatch('a', 'b'), { outcome: 'fail', expected: 'a', actual: 'b' }],
  ['should', new Mismatch('a', 'b'), { outcome: 'warn', expected: 'a', actual: 'b' }],
  ['may', new Mismatch('a', 'b'), { outcome: 'note', expected: 'a', actual: 'b' }],
  ['must', new Untestable('a', 'b'), { outcome: 'untestable', expected: 'a', actual: 'b' }],
  ['may', new Untestable('a', 'b'), { outcome: 'skip', reason: 'a; found b' }],
  ['must', new Skip('c'), { outcome: 'skip', reason: 'c' }],
  [
    'must',
    new StartFailure('it ended', new Output()),
    { outcome: 'skip', reason: 'the server did not start: it ended; it printed nothing' },
  ],
  ['may', new TypeError('a bug'), { outcome: 'error', reason: expect.stringContaining('a bug') }],
  ['may', 'thrown text', { outcome: 'error', reason: 'thrown text' }],
] as const;

test.each(
  thrown.map(
    ([level, error, judgement]) =>
      [
        level,
        typeof error === 'string' ? 'a string' : error.constructor.name,
        judgement.outcome,
        error,
        judgement,
      ] as const,
  ),
)('a %s case that throws %s is judged: %s', (level, _name, _outcome, error, judgement) => {
  expect(judge(error, level)).toEqual(judgement);
});
