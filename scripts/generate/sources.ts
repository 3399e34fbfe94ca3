import { readFileSync } from 'node:fs';

/** The root of the source tree. */
export const root = new URL('../../', import.meta.url);

export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The first line of a generated module. */
export function banner(source: string): string {
  return `// Generated from ${source} by scripts/generate.ts. Do not edit.\n`;
}
