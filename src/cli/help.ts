import { helpOf, spelled } from '../api/options/help.ts';
import { optionsOf } from '../api/options/table.ts';
import { wrap } from '../base/text.ts';
import { HELP } from './arguments.ts';
import type { Command } from './command.ts';

const WIDTH = 80;
const COLUMN = 24;

/** The help of the program: its commands, and the options of the default command, which is the first. */
export function programHelp(commands: readonly [Command, ...Command[]]): string {
  const [first] = commands;
  return [
    'Check that a Podflare hostd honours its auth contract.',
    '',
    'Usage:',
    ...commands.map((command) => `  ${usageOf(command, command === first)}`),
    '  podflare-conformance help COMMAND',
    '  podflare-conformance --version',
    '',
    'Commands:',
    ...commands.flatMap(({ name, summary }) => row(name, summary)),
    '',
    `Options of ${first.name}:`,
    ...optionLines(first),
    '',
    ...wrap(first.description ?? '', WIDTH),
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command, isDefault: boolean): string {
  const { summary, description } = command;
  return [
    ...wrap(summary, WIDTH),
    '',
    'Usage:',
    `  ${usageOf(command, isDefault)}`,
    '',
    'Options:',
    ...optionLines(command),
    ...(description === undefined ? [] : ['', ...wrap(description, WIDTH)]),
    '',
  ].join('\n');
}

function usageOf({ name, usage }: Command, isDefault: boolean): string {
  return `podflare-conformance ${isDefault ? `[${name}]` : name} ${usage}`;
}

function optionLines({ name }: Command): string[] {
  return [...optionsOf(name), HELP].flatMap((option) => row(spelled(option), helpOf(option)));
}

function row(left: string, right: string): string[] {
  const lines = wrap(right, WIDTH - COLUMN - 2).map((line) => `${' '.repeat(COLUMN + 2)}${line}`);
  const [first = '', ...rest] = lines;
  if (left.length >= COLUMN) return [`  ${left}`, ...lines];
  return [`  ${left.padEnd(COLUMN)}${first.trimStart()}`, ...rest];
}
