import { describe, expect, test } from 'vitest';
import { optionsOf } from '../../src/api/options/table.ts';
import { nearest } from '../../src/base/nearest.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { commandHelp, programHelp } from '../../src/cli/help.ts';

const parse = (...args: string[]) => parseArguments({ name: 'run' }, args);

describe('parseArguments', () => {
  test('reads texts, numbers, flags and repeated options', () => {
    const given = parse('--url', 'http://a', '--timeout=20', '--strict', '--only', 'a/*', '--only=b/*');
    expect(given.text('url')).toBe('http://a');
    expect(given.number('timeout')).toBe(20);
    expect(given.has('strict')).toBe(true);
    expect(given.list('only')).toEqual(['a/*', 'b/*']);
    expect(given.has('cwd')).toBe(false);
    expect(given.text('cwd')).toBeUndefined();
  });

  test('accepts a value of --arg that looks like an option', () => {
    expect(parse('--arg', '--port', '--arg=-v').list('arg')).toEqual(['--port', '-v']);
  });

  test.each([
    [['--urlx', 'x'], 'unknown option --urlx; did you mean --url?'],
    [['-u', 'x'], 'unknown option -u'],
    [['--url'], '--url needs a value: --url URL'],
    [['--url', '--strict'], '--url needs a value: --url URL'],
    [['--url', 'a', '--url', 'b'], '--url is given twice'],
    [['--strict=yes'], '--strict takes no value'],
    [['--expect', 'opne'], '--expect must be one of enforced, open, not "opne"; did you mean open?'],
    [['--timeout', '1.5'], '--timeout must be a whole number of milliseconds from 1 to 999999999, not "1.5"'],
    [['--timeout', '0'], '--timeout must be a whole number of milliseconds from 1 to 999999999, not 0'],
    [['hostd'], 'unexpected argument "hostd"; see "podflare-conformance run --help"'],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  test('does not show what may be a key', () => {
    expect(() => parse('--key', 'one', 'two')).toThrow(/^unexpected argument;/);
    expect(() => parse('--kye=secret')).toThrow(/^(?!.*secret)unknown option --kye; did you mean --key/);
  });
});

describe('help', () => {
  test.each(commands)('of $name fits 80 columns and names every option', (command) => {
    const text = commandHelp(command, false);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const { name } of optionsOf(command.name)) expect(text).toContain(`--${name}`);
  });

  test('of the program fits 80 columns and names every command', () => {
    expect(
      programHelp(commands)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    for (const name of commands.map((command) => command.name))
      expect(programHelp(commands)).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});

test('nearest finds a similar word, but not a distant one', () => {
  expect(nearest('lsit', ['list', 'run', 'mock'])).toEqual(['list']);
  expect(nearest('query', ['healthz/query', 'healthz/body'])).toEqual(['healthz/query']);
  expect(nearest('zebra', ['list', 'run', 'mock'])).toEqual([]);
});
