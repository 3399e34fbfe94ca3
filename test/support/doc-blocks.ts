import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** The fenced code blocks of a page, in order. `page` is a path from the root; a fence without a language has ''. */
export function docBlocks(page: string, language: string): string[] {
  const text = readFileSync(new URL(page, root), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language && code !== undefined ? [code] : [],
  );
}

/** The command lines of a page: the lines of its `sh` blocks. */
export function docLines(page: string): string[] {
  return docBlocks(page, 'sh').flatMap((text) => text.trim().split('\n'));
}

/** A command of a page and the output that the page shows for it: its `console` blocks. */
export function docSessions(page: string): { command: string; output: string }[] {
  return docBlocks(page, 'console').map((text) => {
    const [first = '', ...output] = text.split('\n');
    return { command: first.replace(/^\$ /, ''), output: output.join('\n') };
  });
}
