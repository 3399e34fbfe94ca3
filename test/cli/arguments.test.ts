import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/base/nearest.ts';
import { commandHelp, programHelp } from '../../src/cli/commands/help.ts';
import { optionsOf, parseArguments } from '../../src/cli/options/arguments.ts';
import { commands } from '../../src/cli/options/commands.ts';

const parse = (...args: string[]) => parseArguments(commands.run, args);

describe('parseArguments', () => {
  test('reads texts, numbers, flags and repeated options', () => {
    const given = parse('--url', 'http://a', '--timeout=20', '--strict', '--only', 'a/*', '--only=b/*');
    expect(given.text('url')).toBe('http://a');
    expect(given.number('timeout')).toBe(20);
    expect(given.flag('strict')).toBe(true);
    expect(given.texts('only')).toEqual(['a/*', 'b/*']);
    expect(given.flag('cwd')).toBe(false);
    expect(given.text('cwd')).toBeUndefined();
  });

  test('lets --arg take what looks like an option', () => {
    expect(parse('--arg', '--port', '--arg=-v').texts('arg')).toEqual(['--port', '-v']);
  });

  test.each([
    [['--urlx', 'x'], 'unknown option --urlx; did you mean --url?'],
    [['-u', 'x'], 'unknown option -u'],
    [['--url'], '--url needs a value: --url URL'],
    [['--url', '--strict'], '--url needs a value: --url URL'],
    [['--url', 'a', '--url', 'b'], '--url is given twice'],
    [['--strict=yes'], '--strict takes no value'],
    [['--expect', 'opne'], '--expect is one of enforced, open, not "opne"; did you mean open?'],
    [['--timeout', '1.5'], '--timeout is a whole number above 0, not "1.5"'],
    [['--timeout', '0'], '--timeout is a whole number above 0'],
    [['hostd'], '"hostd" is an argument that belongs to no option'],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  test('does not show what may be a key', () => {
    expect(() => parse('--key', 'one', 'two')).toThrow(/^there is an argument that belongs to no option/);
    expect(() => parse('--kye=secret')).toThrow(/^(?!.*secret)unknown option --kye; did you mean --key/);
  });
});

describe('help', () => {
  test.each(Object.values(commands))('of $name fits 80 columns and names every option', (command) => {
    const text = commandHelp(command);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const { name } of optionsOf(command)) expect(text).toContain(`--${name}`);
  });

  test('of the program fits 80 columns and names every command', () => {
    expect(
      programHelp()
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    for (const name of Object.keys(commands)) expect(programHelp()).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});

test('nearest finds what was meant and nothing far off', () => {
  expect(nearest('lsit', ['list', 'run', 'mock'])).toEqual(['list']);
  expect(nearest('query', ['healthz/query', 'healthz/body'])).toEqual(['healthz/query']);
  expect(nearest('zebra', ['list', 'run', 'mock'])).toEqual([]);
});
