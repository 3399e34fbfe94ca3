import { clipped, inert, joinLines, oneLine, safe } from '../../../base/text.ts';

/** How many characters of a text are shown. */
const LONGEST = 2_500;

/**
 * Escapes a text for one line of Markdown, so that nothing in it is markup: no HTML, emphasis, link or list, and no
 * mention of a person or an issue that GitHub would notify.
 */
export function escaped(text: string): string {
  return inline(text).replace(/^(\d*)(?=[-+.)#=])/, '$1\\');
}

/** Like `escaped`, for a text that is not at the start of a line. */
export function inline(text: string): string {
  return unnamed(tagless(text).replace(/[\\`*_{}[\]|~$]/g, '\\$&'))
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, 'www&#46;');
}

/** Escapes a text for one line inside HTML, where Markdown is not interpreted. */
export function inHtml(text: string): string {
  return unnamed(tagless(text));
}

function tagless(text: string): string {
  return shown(joinLines(text)).replace(
    /[&<>]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '',
  );
}

/** GitHub looks for mentions in the rendered text. An empty comment breaks them up. */
function unnamed(text: string): string {
  return text.replace(/[@#](?=\w)/g, '$&<!-- -->');
}

/** Renders a text of the suite, in which backticks mark code. */
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

/** A text as a code block, with a fence longer than any in the text. */
export function fenced(text: string, language = 'text'): string {
  const inner = shown(text);
  const fence = '`'.repeat(Math.max(3, longestRun(inner) + 1));
  return `${fence}${language}\n${inner}\n${fence}`;
}

/** As many of the parts as fit, in order. `rest` renders how many do not. */
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
