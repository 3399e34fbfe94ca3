import { parseArgs } from 'node:util';
import { UsageError } from '../../base/errors.ts';
import { suggestion } from '../../base/nearest.ts';
import { shownUrl } from '../../hosts/shown-url.ts';
import { type Command, commands, type Option } from './commands.ts';

/** What was given to a command. */
export interface Given {
  /** True when it was given; for flags. */
  flag(name: string): boolean;
  /** The value, or undefined when it was not given. */
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  /** All values of a repeatable option. */
  texts(name: string): readonly string[];
  readonly positionals: readonly string[];
}

const HELP: Option = { name: 'help', help: 'Show this help.' };

/** All options of a command, `--help` with them. */
export function optionsOf(command: Command): readonly Option[] {
  return [...command.options, HELP];
}

/** Reads the arguments of a command. Throws UsageError when they do not fit its options. */
export function parseArguments(command: Command, args: readonly string[]): Given {
  const options = optionsOf(command);
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      options.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const),
    ),
  });
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = token.rawName === '-h' ? 'help' : token.name;
    const option = options.find((known) => known.name === name);
    if (!option || (token.rawName.startsWith('-') && !token.rawName.startsWith('--') && name !== 'help'))
      throw unknownOption(token.rawName, command, options);
    const earlier = values.get(name) ?? [];
    if (earlier.length > 0 && !option.repeatable && option.value !== undefined)
      throw new UsageError(`--${name} is given twice`);
    values.set(name, [...earlier, checked(option, token.value, token.inlineValue ?? false)]);
  }
  if (positionals.length > command.positionals && !values.has('help'))
    throw tooMany(positionals[command.positionals] ?? '', values.has('key'), command);
  return {
    flag: (name) => values.has(name),
    text: (name) => values.get(name)?.at(-1),
    number: (name) => (values.has(name) ? Number(values.get(name)?.at(-1)) : undefined),
    texts: (name) => values.get(name) ?? [],
    positionals,
  };
}

function checked(option: Option, value: string | undefined, inline: boolean): string {
  const { name, choices, number } = option;
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`);
    return '';
  }
  const forgotten = value !== undefined && !inline && value.startsWith('--') && name !== 'arg';
  if (value === undefined || forgotten) throw new UsageError(`--${name} needs a value: --${name} ${option.value}`);
  if (choices && !choices.includes(value))
    throw new UsageError(`--${name} is one of ${choices.join(', ')}, not "${value}"${suggestion(value, choices)}`);
  if (number && !/^[1-9]\d{0,8}$/.test(value))
    throw new UsageError(`--${name} is a whole number above 0, not "${value}"`);
  return value;
}

function unknownOption(raw: string, command: Command, options: readonly Option[]): UsageError {
  const name = raw.replace(/^-+/, '');
  const elsewhere = Object.values(commands).find((other) => other.options.some((option) => option.name === name));
  if (elsewhere && raw.startsWith('--'))
    return new UsageError(`--${name} is for ${elsewhere.name}, and not for ${command.name}${hint(command)}`);
  const names = options.map((option) => `--${option.name}`);
  return new UsageError(`unknown option ${raw}${suggestion(`--${name}`, names) || hint(command)}`);
}

/** After `--key` the argument may be one more key, and is not shown. */
function tooMany(positional: string, secret: boolean, command: Command): UsageError {
  const shown = secret ? 'there is an argument' : `"${shownUrl(positional)}" is an argument`;
  return new UsageError(`${shown} that belongs to no option${hint(command)}`);
}

function hint(command: Command): string {
  return `; see "podflare-conformance ${command.name} --help"`;
}
