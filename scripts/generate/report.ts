import { Ajv2020 } from 'ajv/dist/2020.js';
import { transform } from 'esbuild';
import { readLedger } from '../../suites/ledger.ts';
import { standalone } from './contract.ts';
import { banner, read } from './sources.ts';

const PARTS = 'src/report/render/html';
/** The style sheets. A later one overrides an earlier one. */
const STYLES = ['base', 'overview', 'check', 'comparison', 'small', 'print'] as const;

/** What renderers need: the rules by name, the style and script of the page, and the validator of stored reports. */
export async function reportFiles(): Promise<Record<string, string>> {
  const schema = (name: string) => JSON.parse(read(`schema/${name}`)) as object;
  const ajv = new Ajv2020({ allErrors: false, code: { source: true, esm: true, lines: true } })
    .addSchema(schema('report.schema.json'), 'report.schema.json')
    .addSchema(schema('fleet.schema.json'), 'fleet.schema.json');
  const [style, script] = await Promise.all([
    minified(
      STYLES.map((name) => `style/${name}.css`),
      'css',
    ),
    minified(['script.js'], 'js'),
  ]);
  return {
    'src/contract/generated/ledger.ts': `${banner('suites/ledger.yaml')}${ledgerModule()}`,
    'src/contract/generated/page.ts': [
      banner(PARTS),
      `export const style: string = ${JSON.stringify(style)};\n`,
      `export const script: string = ${JSON.stringify(script)};\n`,
    ].join(''),
    'src/contract/generated/report-validator.js':
      banner('schema/report.schema.json') +
      standalone(ajv, { validateReport: 'report.schema.json', validateFleet: 'fleet.schema.json' }),
    'src/contract/generated/report-validator.d.ts': [
      banner('schema/report.schema.json'),
      "import type { Validator } from '../validator.ts';\n",
      'export declare const validateReport: Validator;\n',
      'export declare const validateFleet: Validator;\n',
    ].join(''),
  };
}

function ledgerModule(): string {
  const rows = readLedger();
  return [
    "import type { Rule } from '../ledger.ts';\n\n",
    `export const ledger: readonly Rule[] = ${JSON.stringify(rows, null, 2)};\n`,
  ].join('');
}

async function minified(names: readonly string[], loader: 'css' | 'js'): Promise<string> {
  const { code } = await transform(names.map((name) => read(`${PARTS}/${name}`)).join('\n'), {
    loader,
    minify: true,
    target: ['chrome110', 'firefox115', 'safari16'],
  });
  return code.trim();
}
