/** Control characters, and marks that reorder or hide text. A terminal would interpret them instead of showing them. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Makes a text from a target safe for a terminal. Line feeds stay. */
export function safe(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`;
  });
}

/** Makes every text in a report, or in a part of one, safe for a terminal. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return safe(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => printable(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printable<unknown>(member)])) as T;
}

/** Wraps a text at whitespace into lines of at most `width` characters. A longer word is split. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    if (paragraph.length <= width) return [paragraph];
    const lines: string[] = [];
    let line = '';
    for (let word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = '';
      }
      for (; word.length > width; word = word.slice(width)) lines.push(word.slice(0, width));
      line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/** Wraps a text after a label and aligns the following lines with its start. */
export function labelled(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, i) => `${i === 0 ? label : ' '.repeat(label.length)}${line}`);
}

/** Cuts a text to `width` characters and ends it with `…`. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

/** `1 check`, `2 checks`. */
export function plural(n: number, noun: string, many = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : many}`;
}

/** Joins the lines of a text by single spaces, and keeps the spaces at its ends. */
export function joinLines(text: string): string {
  return text.replace(/\s+/g, (gap) => (gap.includes('\n') ? ' ' : gap));
}

/** Joins the lines of a text by single spaces. */
export function oneLine(text: string): string {
  return joinLines(text).trim();
}

/** Cuts a text to `length` characters and states how many were left out, so that long texts do not flood a report. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} [${plural(text.length - length, 'more character')}]`;
}

/**
 * Disarms lines of a log that GitHub's runner would execute: `::error::` at the start of a line, or `##[error]`
 * anywhere. Only texts from a target can contain them.
 */
export function inert(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:[a-z])/gim, '$1\\x3a').replace(/##\[/g, '#\\x23[');
}
