import { isRepeatable } from '../../src/api/options/help.ts';
import type { Option } from '../../src/api/options/option.ts';
import { optionsOf } from '../../src/api/options/table.ts';
import { read } from './sources.ts';

const BLOCK =
  /( *)# options: "npm run generate" writes these from src\/api\/options\/table\.ts\n[\s\S]*?\1# end of options\n/g;

/** The GitHub action: its inputs, and the list of them in its program. */
export function actionFiles(): Record<string, string> {
  const inputs = optionsOf('run').filter(({ action }) => action);
  const lines = [inputs.map(input), inputs.map(variable)];
  const before = read('action.yml');
  let blocks = 0;
  const text = before.replace(BLOCK, (block, indent: string) => {
    const [first = '', ...rest] = block.trimEnd().split('\n');
    const made = (lines[blocks] ?? []).map((line) => `${indent}${line}`);
    blocks += 1;
    return `${[first, ...made, rest.at(-1)].join('\n')}\n`;
  });
  if (blocks !== lines.length) throw new Error('action.yml lacks the comments around its options');
  return { 'action.yml': text, 'action/options.json': `${JSON.stringify(byName(inputs), null, 2)}\n` };
}

/** How the input of each option is passed on. A secret is passed as a variable instead. */
function byName(inputs: readonly Option[]): Readonly<Record<string, 'value' | 'list' | 'flag'>> {
  const wayOf = (option: Option) => (option.type === 'flag' ? 'flag' : isRepeatable(option) ? 'list' : 'value');
  return Object.fromEntries(inputs.flatMap((option) => (option.secret ? [] : [[option.name, wayOf(option)]])));
}

function input(option: Option): string {
  return `${option.name}: { description: '${descriptionOf(option).replaceAll("'", "''")}' }`;
}

function variable({ name }: Option): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}: $` + `{{ inputs.${name} }}`;
}

function descriptionOf({ help, type, secret, ...option }: Option): string {
  if (secret) return 'A valid key of the url target; separate several by commas. Pass it from a secret.';
  const preset =
    'default' in option && option.default !== undefined ? ` Default: ${[option.default].flat().join(', ')}.` : '';
  const unit = type === 'duration' ? ' In milliseconds.' : '';
  const form = isRepeatable({ type }) ? ' One per line.' : type === 'flag' ? ' true or false.' : '';
  return `${help.replace(/--(?=[a-z])/g, '')}${unit}${preset}${form}`;
}
