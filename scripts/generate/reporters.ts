import { readFileSync } from 'node:fs';
import { REPORTERS } from '../../src/report/names.ts';
import { reporterOf } from '../../src/report/reporters.ts';
import { folderIndex, root } from './sources.ts';

const BEGIN = '<!-- reporters: "npm run generate" writes this table from src/report/reporters.ts -->\n';
const END = '<!-- end of reporters -->\n';

/** The renderers of the library: every file of the folder exports `render` and its own name, such as `renderTap`. */
export function rendererFiles(): Record<string, string> {
  return folderIndex(
    'src/report/reporters',
    'The renderer of every reporter.',
    (name) => `render${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  );
}

/** README.md with its table of reporters. */
export function reporterFiles(): Record<string, string> {
  return { 'README.md': readmeWithReporters(readFileSync(new URL('README.md', root), 'utf8')) };
}

/**
 * Replaces the table of reporters in a text.
 * @throws Error when the text lacks the comments around the table
 */
export function readmeWithReporters(text: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('README.md lacks the comments around its reporters');
  const rows = REPORTERS.map((name) => `| \`${name}\` | ${reporterOf(name).summary} |\n`);
  return [before, BEGIN, '| reporter | for |\n', '| --- | --- |\n', ...rows, END, after].join('');
}
