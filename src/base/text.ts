/** What a terminal would act on instead of showing: control characters, and marks that reorder or hide text. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text from a target, made safe for a terminal; line feeds stay. */
export function safe(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`;
  });
}

/** A report, or a part of one, in which every text is safe for a terminal. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return safe(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => printable(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printable<unknown>(member)])) as T;
}

/** Breaks a text at blanks into lines of at most `width` characters; a longer word is broken too. */
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

/** A text behind a label, wrapped; the lines after the first start below the text. */
export function labelled(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, i) => `${i === 0 ? label : ' '.repeat(label.length)}${line}`);
}

/** At most `width` characters, with `…` where more were. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

/** `1 check`, `2 checks`. */
export function plural(n: number, noun: string, many = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : many}`;
}

/** What must stay on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** At most `length` characters, and how many were left out. A report draws no more of a text, however long it is. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} [${plural(text.length - length, 'more character')}]`;
}

/**
 * Lines of a log that GitHub's runner would take for a command of the job, `::error::` at its start or `##[error]`
 * anywhere, are written such that it does not. Only texts of a target can begin so.
 */
export function inert(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:[a-z])/gim, '$1\\x3a').replace(/##\[/g, '#\\x23[');
}
