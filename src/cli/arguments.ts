import { parseArgs } from 'node:util';
import { commandLine } from '../api/options/caller.ts';
import { isRepeatable, spelled } from '../api/options/help.ts';
import type { CommandName, Option } from '../api/options/option.ts';
import { commandsWith, type OptionName, optionsOf, type Properties } from '../api/options/table.ts';
import { problemOf } from '../api/options/value.ts';
import { UsageError } from '../base/errors.ts';
import { suggestion } from '../base/nearest.ts';
import { parseShard } from '../fleet/shard.ts';
import { shownUrl } from '../hosts/shown-url.ts';

/** The parsed arguments of a command. */
export interface Arguments {
  /** True when the option was given. */
  has(name: OptionName): boolean;
  /** The text of an option, or undefined when it was not given. */
  text(name: OptionName): string | undefined;
  number(name: OptionName): number | undefined;
  /** All values of a repeatable option. */
  list(name: OptionName): readonly string[];
  /** The options that also exist in the library, as its properties. */
  properties<Name extends CommandName>(command: Name): Properties<Name>;
  /** The names of the options that were given. */
  readonly options: readonly Option[];
  readonly positionals: readonly string[];
  /** True when `--help` was given. */
  readonly help: boolean;
}

/** Every command takes this option. */
export const HELP: Option = { name: 'help', type: 'flag', commands: [], help: 'Show this help.' };

/** The arguments that a command accepts. */
interface Parsable {
  readonly name: CommandName;
  /** Maximum number of positional arguments; default 0. */
  readonly positionals?: number;
}

/** Parses the arguments of a command. Throws UsageError when they do not match its options. */
export function parseArguments(command: Parsable, args: readonly string[]): Arguments {
  const known = [...optionsOf(command.name), HELP];
  const given = new Map<Option, string[]>();
  const positionals: string[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      known.map(({ name, type }) => [name, { type: type === 'flag' ? 'boolean' : 'string' }] as const),
    ),
  });
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const short = token.rawName.startsWith('-') && !token.rawName.startsWith('--');
    const name = token.rawName === '-h' ? HELP.name : token.name;
    const option = known.find((each) => each.name === name);
    if (!option || (short && option !== HELP)) throw unknownOption(token.rawName, command, known);
    const earlier = given.get(option) ?? [];
    if (earlier.length > 0 && !isRepeatable(option) && option.type !== 'flag')
      throw new UsageError(`--${name} is given twice`);
    given.set(option, [...earlier, checked(option, token.value, token.inlineValue ?? false)]);
  }
  const options = [...given.keys()];
  const secret = options.some((option) => option.secret);
  if (positionals.length > (command.positionals ?? 0) && !given.has(HELP))
    throw tooMany(positionals[command.positionals ?? 0] ?? '', secret, command);
  const texts = (name: OptionName) => given.get(known.find((each) => each.name === name) ?? HELP) ?? [];
  return {
    has: (name) => options.some((option) => option.name === name),
    text: (name) => texts(name).at(-1),
    number: (name) => (texts(name).length > 0 ? Number(texts(name).at(-1)) : undefined),
    list: texts,
    properties: <Name extends CommandName>() => propertiesOf(given) as Properties<Name>,
    ...{ options, positionals, help: given.has(HELP) },
  };
}

/** Validates the text of an option. Throws UsageError when the option does not accept it. */
function checked(option: Option, text: string | undefined, inline: boolean): string {
  const name = commandLine.nameOf(option);
  if (option.type === 'flag') {
    if (text !== undefined) throw new UsageError(`${name} takes no value`);
    return '';
  }
  const dashes = option.type === 'list' && option.dashes;
  const forgotten = text !== undefined && !inline && text.startsWith('--') && !dashes;
  if (text === undefined || forgotten) throw new UsageError(`${name} needs a value: ${spelled(option)}`);
  const problem = problemOfText(option, text);
  if (problem === undefined) return text;
  const choices = option.type === 'list' || option.type === 'choice' ? (option.choices ?? []) : [];
  throw new UsageError(`${name} ${problem}${suggestion(text, choices)}`);
}

function problemOfText(option: Option, text: string): string | undefined {
  if (option.type === 'variables' && !/^[^=]+=/.test(text)) return 'must be NAME=VALUE';
  if (option.type === 'list' && text === option.every) return undefined;
  return option.type === 'shard' ? undefined : problemOf(option, libraryValue(option, [text]));
}

function propertiesOf(given: ReadonlyMap<Option, readonly string[]>): object {
  return Object.fromEntries(
    [...given].flatMap(([option, texts]) =>
      option.property === undefined ? [] : [[option.property, libraryValue(option, texts)] as const],
    ),
  );
}

/** Converts the texts of an option to its value in the library. */
function libraryValue(option: Option, texts: readonly string[]): unknown {
  const text = texts.at(-1) ?? '';
  switch (option.type) {
    case 'flag':
      return true;
    case 'integer':
    case 'duration':
      return /^\d{1,9}$/.test(text) ? Number(text) : text;
    case 'list':
      return option.every !== undefined && texts.includes(option.every) ? option.choices : texts;
    case 'variables':
      return Object.fromEntries(
        texts.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
      );
    case 'shard':
      return parseShard(text, process.env);
    default:
      return text;
  }
}

function unknownOption(raw: string, command: Parsable, known: readonly Option[]): UsageError {
  const name = raw.replace(/^-+/, '');
  const [elsewhere] = commandsWith(name);
  if (elsewhere && raw.startsWith('--'))
    return new UsageError(`--${name} is an option of ${elsewhere}, not of ${command.name}${hint(command)}`);
  const names = known.map((option) => `--${option.name}`);
  return new UsageError(`unknown option ${raw}${suggestion(`--${name}`, names) || hint(command)}`);
}

/** An argument after a secret option may be another secret, so it is not shown. */
function tooMany(positional: string, secret: boolean, command: Parsable): UsageError {
  const shown = secret ? 'unexpected argument' : `unexpected argument "${shownUrl(positional)}"`;
  return new UsageError(`${shown}${hint(command)}`);
}

function hint(command: Parsable): string {
  return `; see "podflare-conformance ${command.name} --help"`;
}
