import { helpOf, spelled } from '../../src/api/options/help.ts';
import type { Option } from '../../src/api/options/option.ts';
import { optionsOf } from '../../src/api/options/table.ts';
import { kinds } from '../../src/api/targets/kinds.ts';
import { wrap } from '../../src/base/text.ts';
import { actionFiles } from './action.ts';
import { banner, read } from './sources.ts';

const WIDTH = 118;

/** The files that are generated from the table of options. */
export function optionFiles(): Record<string, string> {
  return { 'src/api/options/properties.ts': properties(), ...actionFiles() };
}

const BEGIN = '<!-- options of images: "npm run generate" writes this table from src/api/options/table.ts -->\n';
const END = '<!-- end of options -->\n';

/** README.md with its table of the options for images. */
export function readmeFiles(): Record<string, string> {
  const [before, rest] = read('README.md').split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('README.md lacks the comments around its options');
  const options = optionsOf('run').filter(({ targets, name }) => targets?.includes('container') && name !== 'image');
  return { 'README.md': [before, BEGIN, tableOf(options), END, after].join('') };
}

/** The schema of reports with the kinds of target: those of the options, and the one that tests use. */
export function schemaFiles(): Record<string, string> {
  const path = 'schema/report.schema.json';
  const before = read(path);
  const place = /("kind": \{\s*"enum": )\[[^\]]*"in-process"\]/;
  if (!place.test(before)) throw new Error(`${path} lacks the list of kinds of target`);
  const names = [...kinds.map(({ kind }) => kind), 'in-process'].map((kind) => `"${kind}"`);
  return { [path]: before.replace(place, `$1[${names.join(', ')}]`) };
}

/** A table of options in Markdown. */
function tableOf(options: readonly Option[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = options.map((option) => `| \`${cell(spelled(option))}\` | ${cell(helpOf(option))} |\n`);
  return ['| option | meaning |\n', '| --- | --- |\n', ...rows].join('');
}

/** The properties of the library's options, as interfaces that editors and docs can show. */
function properties(): string {
  const run = optionsOf('run').filter(({ property }) => property !== undefined);
  const program = optionsOf('client').filter(({ property }) => property !== undefined);
  return [
    banner('src/api/options/table.ts').trimEnd(),
    "import type { Shard } from '../../model/fleet.ts';",
    '',
    '/** The options of `checkHostd` that the command line has too. */',
    ...declaration(
      'RunProperties',
      run.filter(({ fleet }) => fleet !== 'only'),
    ),
    '',
    '/** The options of `checkFleet` that the command line has too. */',
    ...declaration(
      'FleetProperties',
      run.filter(({ fleet }) => fleet !== undefined),
    ),
    '',
    '/** The options of `checkClient` and `checkMcp` that the command line has too. */',
    ...declaration('ProgramProperties', program),
    '',
  ].join('\n');
}

function declaration(name: string, options: readonly Option[]): string[] {
  return [
    `export interface ${name} {`,
    ...options.flatMap((option) => [
      ...docstring(docOf(option)),
      `  readonly ${option.property}?: ${typeOf(option)} | undefined;`,
    ]),
    '}',
  ];
}

function docstring(text: string): string[] {
  const line = `  /** ${text} */`;
  return line.length <= 120 ? [line] : ['  /**', ...wrap(text, WIDTH - 4).map((part) => `   * ${part}`), '   */'];
}

function docOf(option: Option): string {
  const text = (option.doc ?? option.help).replace(/--([a-z-]+)/g, (_, name: string) => `\`${propertyOf(name)}\``);
  if (option.type === 'duration') return `${text} In milliseconds; default ${option.default.toLocaleString('en')}.`;
  if (option.type === 'flag') return `${text} Default false.`;
  const preset = 'default' in option && option.default !== undefined ? option.default : undefined;
  return preset === undefined
    ? text
    : `${text} Default ${typeof preset === 'number' ? preset : `\`${[preset].flat().join(', ')}\``}.`;
}

/** The property of an option of `run`, which the docstring of another one mentions. */
function propertyOf(name: string): string {
  return optionsOf('run').find((option) => option.name === name)?.property ?? name;
}

function typeOf(option: Option): string {
  switch (option.type) {
    case 'flag':
      return 'boolean';
    case 'integer':
    case 'duration':
      return 'number';
    case 'choice':
      return union(option.choices);
    case 'list':
      return option.choices ? `readonly (${union(option.choices)})[]` : 'readonly string[]';
    case 'variables':
      return 'Readonly<Record<string, string>>';
    case 'words':
      return 'string | readonly string[]';
    case 'shard':
      return 'Shard';
    default:
      return 'string';
  }
}

const union = (choices: readonly string[]) => choices.map((choice) => `'${choice}'`).join(' | ');
