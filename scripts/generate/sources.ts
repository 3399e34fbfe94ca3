import { readdirSync, readFileSync } from 'node:fs';

/** The root of the source tree. */
export const root = new URL('../../', import.meta.url);

export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The first line of a generated module. */
export function banner(source: string): string {
  return `// Generated from ${source} by scripts/generate.ts. Do not edit.\n`;
}

/**
 * The index of a folder, which exports one name of each of its modules.
 * @param comment a sentence that says what the index lists
 * @param exported the name that a module exports, by the name of its file
 */
export function folderIndex(
  folder: string,
  comment: string,
  exported: (module: string) => string,
): Record<string, string> {
  const modules = readdirSync(new URL(`${folder}/`, root))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  const lines = modules.map((module) => `export { ${exported(module)} } from './${module}.ts';\n`);
  return {
    [`${folder}/index.ts`]: [`/** ${comment} Generated from the folder by "npm run generate". */\n`, ...lines].join(''),
  };
}
