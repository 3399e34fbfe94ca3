import { expect, test } from 'vitest';
import { normalized } from '../../suites/lib/log-lines.ts';

test.each([
  ['listening on 127.0.0.1:7070 at 12:00:01', 'listening on 127.0.0.1:7071 at 12:00:02', true],
  ['id 0123abcdef from x', 'id fedcba9876 from x', true],
  ['auth_disabled=0', 'auth_disabled=1', false],
  ['"DISABLE_AUTH_2": "0"', '"DISABLE_AUTH_2": "1"', false],
  ['workers=0', 'workers=1', true],
])('%j and %j are alike without their varying parts: %s', (one, other, alike) => {
  expect(normalized(one) === normalized(other)).toBe(alike);
});

test.each(['x', '-', ' ', 'a=', 'f', 'auth'])('a megabyte of %j is normalized in linear time', (piece) => {
  const text = piece.repeat(1_000_000 / piece.length);
  expect(normalized(text).length).toBeLessThanOrEqual(text.length);
});
