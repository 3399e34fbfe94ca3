import type { Option } from './option.ts';

/** The longest time limit in milliseconds: eleven days. */
const LONGEST_MS = 999_999_999;

/** The bounds of a number, in the unit of its option. */
function boundsOf(option: Option & { readonly type: 'integer' | 'duration' }): readonly [number, number] {
  return option.type === 'duration' ? [1, LONGEST_MS] : [option.min, option.max];
}

/**
 * Says what is wrong with a value of a library option, to follow the option's name in a message; undefined if nothing
 * is.
 */
export function problemOf(option: Option, value: unknown): string | undefined {
  switch (option.type) {
    case 'integer':
    case 'duration':
      return numberProblem(option, value);
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'choice':
      return option.choices.includes(value as string) ? undefined : choiceProblem(option.choices, value);
    case 'list':
      return listProblem(option, value);
    case 'variables':
      return variablesProblem(option.reserved, value);
    case 'words':
      return isText(value) || (Array.isArray(value) && value.every(isText))
        ? undefined
        : 'must be a string or a list of strings';
    case 'shard':
      return typeof value === 'object' ? undefined : 'must be an object with index and count';
    case 'string':
      return isText(value) ? option.problem?.(value) : 'must be a text';
    case 'path':
      return isText(value) ? undefined : 'must be a text';
  }
}

function numberProblem(option: Option & { readonly type: 'integer' | 'duration' }, value: unknown): string | undefined {
  const [min, max] = boundsOf(option);
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return undefined;
  const unit = option.type === 'duration' ? ' of milliseconds' : '';
  return `must be a whole number${unit} from ${min} to ${max}, not ${shown(value)}`;
}

function choiceProblem(choices: readonly string[], value: unknown): string {
  return `must be one of ${choices.join(', ')}, not ${shown(value)}`;
}

function listProblem(option: Option & { readonly type: 'list' }, value: unknown): string | undefined {
  if (!Array.isArray(value) || !value.every(isText)) return 'must be a list of strings';
  const { choices } = option;
  const unknown = choices && value.find((each) => !choices.includes(each));
  return choices && unknown !== undefined ? choiceProblem(choices, unknown) : undefined;
}

function variablesProblem(reserved: readonly string[], value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'must be an object of names and values';
  const taken = Object.keys(value).find((name) => reserved.includes(name));
  return taken === undefined ? undefined : `must not set ${taken}: the suite sets this variable itself`;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
