import type { CommandName, DefaultsOf, Option, PropertiesOf } from './option.ts';
import { commandOptions } from './table/commands.ts';
import { judgingOptions } from './table/judging.ts';
import { limitOptions } from './table/limits.ts';
import { selectionOptions } from './table/selection.ts';
import { targetOptions } from './table/target.ts';

/** Every option, in the order of `--help`. A name may occur several times, for different commands. */
const table = [
  ...targetOptions,
  ...selectionOptions,
  ...judgingOptions,
  ...commandOptions,
  ...limitOptions,
] as const satisfies readonly Option[];

/** The name of an option on the command line, without the dashes. */
export type OptionName = (typeof table)[number]['name'];

/** The properties of a command's options in the library. */
export type Properties<Name extends CommandName> = PropertiesOf<typeof table, Name>;

/** The options of a command, in the order of `--help`. */
export function optionsOf(command: CommandName): readonly Option[] {
  return table.filter((option: Option) => option.commands.includes(command));
}

/** The commands that take an option of this name. */
export function commandsWith(name: string): readonly CommandName[] {
  return table.flatMap((option) => (option.name === name ? option.commands : []));
}

/** The defaults of the options of a command, by property. */
function defaultsOf<Name extends CommandName>(command: Name): DefaultsOf<typeof table, Name> {
  const entries = optionsOf(command).flatMap((option) =>
    option.property !== undefined && 'default' in option ? [[option.property, option.default] as const] : [],
  );
  return Object.fromEntries(entries) as DefaultsOf<typeof table, Name>;
}

/** The options, with the defaults of a command filled in. */
export function withDefaults<Name extends CommandName, Given extends object>(
  command: Name,
  options: Given,
): Given & DefaultsOf<typeof table, Name> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...defaultsOf(command), ...given } as Given & DefaultsOf<typeof table, Name>;
}

/** The default of an option with a numeric value. */
export function defaultOf(name: OptionName, command: CommandName): number {
  const option = optionsOf(command).find((each) => each.name === name);
  if (option && 'default' in option && typeof option.default === 'number') return option.default;
  throw new Error(`--${name} of ${command} has no default that is a number`);
}
