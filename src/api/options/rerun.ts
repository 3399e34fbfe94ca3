import { isSensitive } from '../../base/sensitive.ts';
import { joinWords, shellWord, wordsOf } from '../../base/shell.ts';
import type { Target } from '../../hosts/host.ts';
import type { CheckOptions } from '../check-options.ts';
import { kinds } from '../targets/kinds.ts';
import type { CommandName, Option } from './option.ts';
import type { ProgramProperties } from './properties.ts';
import { optionsOf } from './table.ts';

/** Renders the command that runs one check again, given its id. */
export type Rerun = (check: string) => string;

/**
 * Returns the rerun command of each hostd check. The command contains no key and no value of a variable with a
 * sensitive name.
 */
export function rerunOfServer({ target, url, ...options }: CheckOptions): Rerun {
  const origin = url === undefined ? undefined : new URL(url).origin;
  const words = [...(target ? ownTarget(target) : []), ...optionWords('run', { ...options, url: origin })];
  return (check) => ['podflare-conformance', ...words, '--only', check].join(' ');
}

/** Returns the rerun command of each program check. `command` is the program and its arguments. */
export function rerunOfProgram(
  name: 'client' | 'mcp',
  { command, ...options }: ProgramProperties & { readonly command: string | readonly string[] },
): Rerun {
  const words = [name, ...optionWords(name, options)];
  return (check) => ['podflare-conformance', ...words, '--only', check, '--', joinWords(wordsOf(command))].join(' ');
}

/** The option that names the target; none for a target object of the caller, which no option can name. */
function ownTarget({ kind, label }: Pick<Target, 'kind' | 'label'>): string[] {
  const known = kinds.find((each) => each.kind === kind);
  return known ? pair(known.option, label) : [];
}

function optionWords(command: CommandName, options: object): string[] {
  const values: Readonly<Record<string, unknown>> = { ...options };
  return optionsOf(command)
    .filter(({ rerun }) => rerun)
    .flatMap((option) => wordsOfOption(option, values[option.property ?? '']));
}

function wordsOfOption(option: Option, value: unknown): string[] {
  const { name } = option;
  if (value === undefined || value === false) return [];
  switch (option.type) {
    case 'flag':
      return [`--${name}`];
    case 'variables':
      return Object.entries(value as Readonly<Record<string, string>>).map(([variable, text]) =>
        isSensitive(variable)
          ? `--${name} ${variable}="$${variable}"`
          : `--${name} ${shellWord(`${variable}=${text}`)}`,
      );
    case 'list':
      return (value as readonly string[]).map((each) => `--${name}=${shellWord(each)}`);
    case 'words':
      return pair(name, typeof value === 'string' ? value : joinWords(value as readonly string[]));
    default:
      return pair(name, String(value));
  }
}

function pair(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name} ${shellWord(value)}`];
}
