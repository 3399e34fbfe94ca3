import { expect, test } from 'vitest';
import { cut, labelled, plural, safe, wrap } from '../../src/base/text.ts';

test('wrap breaks at spaces, and within words that are too long', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('aaaaaaaaaa b', 4)).toEqual(['aaaa', 'aaaa', 'aa b']);
  expect(wrap('a\nb', 10)).toEqual(['a', 'b']);
  expect(wrap('', 10)).toEqual(['']);
});

test('labelled keeps the text in its column', () => {
  expect(labelled('why: ', 'one two', 9)).toEqual(['why: one', '     two']);
});

test('safe does not change letters and line feeds', () => {
  expect(safe('é ✓ 漢\nb')).toBe('é ✓ 漢\nb');
  expect(safe('\r\t\x9b\u200b')).toBe('\\x0d\\x09\\x9b\\u200b');
});

test('cut marks the omitted part', () => {
  expect(cut('abcdef', 4)).toBe('abc…');
  expect(cut('abcd', 4)).toBe('abcd');
});

test('plural adds an s unless the number is 1', () => {
  expect([plural(1, 'check'), plural(0, 'check'), plural(1_234, 'check')]).toEqual([
    '1 check',
    '0 checks',
    '1,234 checks',
  ]);
});
