import { clipped, inert, oneLine, safe } from '../../../base/text.ts';

/** Characters of one text that are shown. */
const LONGEST = 2_500;

/**
 * A text on one line in which nothing is markup: no HTML, no emphasis, no link, no list, and no name of a person or an
 * issue that GitHub would notify.
 */
export function escaped(text: string): string {
  return inline(text).replace(/^(\d*)(?=[-+.)#=])/, '$1\\');
}

/** As `escaped`, for a text that does not begin its line. */
export function inline(text: string): string {
  return unnamed(tagless(text).replace(/[\\`*_{}[\]|~$]/g, '\\$&'))
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, 'www&#46;');
}

/** A text on one line for a place in which HTML is obeyed and Markdown is not. */
export function inHtml(text: string): string {
  return unnamed(tagless(text));
}

function tagless(text: string): string {
  return shown(text.replace(/\s*\n\s*/g, ' ')).replace(
    /[&<>]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '',
  );
}

/** GitHub looks for names of people and issues in what is shown; an empty comment parts them. */
function unnamed(text: string): string {
  return text.replace(/[@#](?=\w)/g, '$&<!-- -->');
}

/** A sentence of ours, in which backticks mark what is typed or sent. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? code(part) : escaped(part)))
    .join('');
}

/** A short text as code on one line. */
export function code(text: string): string {
  const inner = shown(oneLine(text)).replace(/\|/g, '\\|');
  const ticks = '`'.repeat(longestRun(inner) + 1);
  const gap = /^`|`$/.test(inner) ? ' ' : '';
  return inner === '' ? '' : `${ticks}${gap}${inner}${gap}${ticks}`;
}

/** A text as a block of code; its fence is longer than any in it. */
export function fenced(text: string, language = 'text'): string {
  const inner = shown(text);
  const fence = '`'.repeat(Math.max(3, longestRun(inner) + 1));
  return `${fence}${language}\n${inner}\n${fence}`;
}

/** As many of the parts, in their order, as have room; `rest` says how many have none. */
export function within(parts: readonly string[], room: number, rest: (n: number) => string): string {
  const spare = rest(parts.length).length;
  let text = '';
  for (const [i, part] of parts.entries()) {
    const needed = text.length + part.length + (i === parts.length - 1 ? 0 : spare);
    if (needed > room) return text + rest(parts.length - i);
    text += part;
  }
  return text;
}

function shown(text: string): string {
  return inert(safe(clipped(text, LONGEST)));
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
