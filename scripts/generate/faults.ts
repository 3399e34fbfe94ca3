import { readdirSync } from 'node:fs';
import { root } from './sources.ts';

const FOLDER = 'mock/faults/kinds';

/** The list of the kinds of fault. Every file of the folder exports the kind with its own name. */
export function faultFiles(): Record<string, string> {
  const names = readdirSync(new URL(`${FOLDER}/`, root))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  return {
    [`${FOLDER}/index.ts`]: [
      '/** Every kind of fault, by the name that `does` gives. Generated from the folder by "npm run generate". */\n',
      ...names.map((name) => `export { ${name} } from './${name}.ts';\n`),
    ].join(''),
  };
}
