import { wrap } from '../../base/text.ts';
import { optionsOf } from '../options/arguments.ts';
import { type Command, commands, type Option } from '../options/commands.ts';

const WIDTH = 80;
const COLUMN = 24;

/** The help of the program: its commands, and the options of `run`. */
export function programHelp(): string {
  const all = Object.values(commands);
  return [
    'Decides whether a Podflare hostd keeps its auth contract.',
    '',
    'Usage:',
    ...all.map(
      (command) => `  podflare-conformance ${command.name === 'run' ? '[run]' : command.name} ${command.usage}`,
    ),
    '  podflare-conformance help COMMAND',
    '  podflare-conformance --version',
    '',
    'Commands:',
    ...all.flatMap(({ name, summary }) => row(name, summary)),
    '',
    'Options of run:',
    ...optionLines(commands.run),
    '',
    ...wrap(commands.run.description ?? '', WIDTH),
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { name, usage, summary, description } = command;
  return [
    ...wrap(summary, WIDTH),
    '',
    'Usage:',
    `  podflare-conformance ${name === 'run' ? '[run]' : name} ${usage}`,
    '',
    'Options:',
    ...optionLines(command),
    ...(description === undefined ? [] : ['', ...wrap(description, WIDTH)]),
    '',
  ].join('\n');
}

function optionLines(command: Command): string[] {
  return optionsOf(command).flatMap((option) => row(spelled(option), help(option)));
}

function spelled({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function help(option: Option): string {
  return option.repeatable ? `${option.help} Repeatable.` : option.help;
}

function row(left: string, right: string): string[] {
  const lines = wrap(right, WIDTH - COLUMN - 2).map((line) => `${' '.repeat(COLUMN + 2)}${line}`);
  const [first = '', ...rest] = lines;
  if (left.length >= COLUMN) return [`  ${left}`, ...lines];
  return [`  ${left.padEnd(COLUMN)}${first.trimStart()}`, ...rest];
}
