import type { Option } from './option.ts';

/** `--timeout MS`. */
export function spelled(option: Option): string {
  return option.type === 'flag' ? `--${option.name}` : `--${option.name} ${placeholderOf(option)}`;
}

/** The placeholder of an option's value in help and error messages. */
function placeholderOf(option: Option): string {
  if (option.value !== undefined) return option.value;
  const byType = {
    ...{ string: 'TEXT', path: 'FILE', flag: '', integer: 'N', duration: 'MS', choice: 'NAME', list: 'TEXT' },
    ...{ variables: 'NAME=VALUE', words: 'CMD', shard: 'I/N' },
  };
  return byType[option.type];
}

/** The help text of an option, with its default and whether it is repeatable. */
export function helpOf(option: Option): string {
  const preset =
    'default' in option && option.default !== undefined ? ` Default: ${[option.default].flat().join(', ')}.` : '';
  return `${option.help}${preset}${isRepeatable(option) ? ' Repeatable.' : ''}`;
}

export function isRepeatable({ type }: Pick<Option, 'type'>): boolean {
  return type === 'list' || type === 'variables';
}
