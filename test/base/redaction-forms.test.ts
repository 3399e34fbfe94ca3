import { describe, expect, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import { ENCODINGS } from '../support/encodings.ts';

/** Keys with everything that some encoding treats in its own way. */
const KEYS: readonly (readonly [what: string, key: string])[] = [
  ['letters and digits', 'pk_conf_a7C1e9F04b2D8a6C'],
  ['punctuation', `pk/+"'\\&<>%=~.:;@!$(x)`],
  ['what looks encoded', 'pk_%41%2fb\\u0041c&amp;d\\x42e'],
  ['Latin-1', 'pk_caf\u00e9_\u00dcber_\u00c0_\u00bfque'],
];

const secretsOf = (...keys: readonly string[]) => {
  const secrets = new Secrets();
  for (const [i, key] of keys.entries()) secrets.add(key, `<key ${i + 1}>`, '$PODFLARE_API_KEY');
  return secrets;
};

describe.each(Object.entries(ENCODINGS))('a key %s', (_, encode) => {
  test.each(KEYS)('with %s is redacted', (_, key) => {
    const encoded = encode(key);
    const shown = secretsOf('pk_another_key', key).redact(`before [${encoded}] after\nnext line`);
    expect(shown).toMatch(/^before \[.{0,60}<key 2[^>]*>.{0,24}\] after\nnext line$/s);
    // Only base64 characters that also depend on adjacent bytes may be left, and there is one label.
    for (let i = 0; i + 6 <= key.length; i += 1) expect(shown).not.toContain(key.slice(i, i + 6));
    const inBase64 = /base64/.test(shown);
    if (!inBase64) expect(shown).toMatch(/^before \[(0x)?<key 2[^>]*>\] after\nnext line$/);
  });

  test('is redacted between other characters', () => {
    const key = 'pk_conf_a7C1e9F04b2D8a6C';
    const shown = secretsOf(key).redact(`"\\n%${encode(key)}%41`);
    expect(shown).toMatch(/<key 1[^>]*>/);
  });
});

test('the shell expression replaces only the unencoded key', () => {
  const secrets = secretsOf('pk_a/b_c/d');
  expect(secrets.split('pk_a/b_c/d')).toEqual([{ label: '<key 1>', shell: '$PODFLARE_API_KEY' }]);
  expect(secrets.split('pk_a%2Fb_c%2fd')).toEqual([{ label: '<key 1>' }]);
  expect(secrets.split('PK_a/b_c/d')).toEqual([{ label: '<key 1 in another case>' }]);
});

test('overlapping keys are redacted as a whole', () => {
  const secrets = secretsOf('abcdefghij', 'ghijklmnop', 'abcdefgh');
  expect(secrets.redact('-abcdefghijklmnop-')).toBe('-<key 1><key 2>-');
  expect(secrets.redact('-abcdefghi-')).toBe('-<key 3>i-');
});

test('redaction leaves ordinary text unchanged', () => {
  const secrets = secretsOf('dev', 'test', 'a', '1000', 'secret', 'pk_conf_a7C1e9F04b2D8a6C', '12345678');
  const text =
    'developer x-dev-y latest tested 10000 secretary? no: ved tset ZGV2aWNl 100% of %41 \\u0041 &amp; &#65; caf\u00c3\u00a9 pk_conf_\n' +
    'C:\\new\\xab 87654 3132333435 pk_conf_a7C1e9F04b2D8a6';
  expect(secrets.redact(text)).toBe(text.replace('secretary', '<key 5>ary'));
});

test('a secret is found among any number of others, even if added after the first search', () => {
  const secrets = new Secrets();
  const keys = Array.from({ length: 400 }, (_, i) => `pk_conf_${(i * 104_729 + 7).toString(16).padStart(10, '0')}`);
  for (const [i, key] of keys.entries()) {
    secrets.add(key, `<key ${i + 1}>`);
    expect(secrets.redact(`x${key}y`)).toBe(`x<key ${i + 1}>y`);
  }
  expect(secrets.redact(keys.join(' '))).toBe(keys.map((_, i) => `<key ${i + 1}>`).join(' '));
});
