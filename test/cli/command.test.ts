import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { joinWords, splitCommand } from '../../src/base/shell.ts';

describe('splitCommand', () => {
  test.each([
    ['./hostd --port 1', ['./hostd', '--port', '1']],
    ['  a\t b\n', ['a', 'b']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a "b\\"c\\\\d\\n" 'e\\f'`, ['a', 'b"c\\d\\n', 'e\\f']],
    [`a'b'"c"d`, ['abcd']],
    [`a '' ""`, ['a', '', '']],
    ["sh -c 'exec ./hostd | tee log'", ['sh', '-c', 'exec ./hostd | tee log']],
    ['a $HOME "$X" *.js ~ [b] {c,d} e=f #g', ['a', '$HOME', '$X', '*.js', '~', '[b]', '{c,d}', 'e=f', '#g']],
  ])('%s', (text, words) => {
    expect(splitCommand(text)).toEqual(words);
  });

  test.each(['a | b', 'a && b', 'a > b', 'a; b', '(a)', 'a&'])('sends %s to a shell', (text) => {
    expect(() => splitCommand(text)).toThrow(/no shell runs it; name the shell as well: --command "sh -c '...'"/);
  });

  test.each([
    ["a 'b", "a quote (') of the command has no end"],
    ['a "b', 'a quote (") of the command has no end'],
    ['a \\', 'the command ends in a backslash'],
    ['  ', 'the command is empty'],
  ])('refuses %j', (text, message) => {
    expect(() => splitCommand(text)).toThrow(new UsageError(message));
  });
});

test('joinWords is the inverse of splitting in a shell', () => {
  const words = ['a', 'b c', "d'e", '"f"', '$HOME', '*', '', '\\', 'g\nh', 'é'];
  expect(splitCommand(joinWords(words))).toEqual(words);
  const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${joinWords(words)}`], { encoding: 'utf8' });
  expect(printed.split('\0').slice(0, -1)).toEqual(words);
});
