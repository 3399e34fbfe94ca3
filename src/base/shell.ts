import { UsageError } from './errors.ts';

/** The tokens of a shell word. Quotes and backslashes work as in POSIX; `$` and glob characters are ordinary. */
const PIECE = /'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])|([^\s'"\\|&;<>()]+)/y;
const BLANKS = /\s*/y;

/**
 * Splits a command into words like a POSIX shell, without expansion.
 * @throws UsageError when the command has an operator such as `|`, an unclosed quote, or no word
 */
export function splitCommand(text: string): string[] {
  const words: string[] = [];
  let at = skip(BLANKS, text, 0);
  while (at < text.length) {
    let word = '';
    const start = at;
    for (PIECE.lastIndex = at; ; at = PIECE.lastIndex) {
      const piece = PIECE.exec(text);
      if (!piece) break;
      word += piece[1] ?? piece[2]?.replace(/\\(["\\$`])/g, '$1') ?? piece[3] ?? piece[4] ?? '';
    }
    if (at < text.length && !/\s/.test(text.charAt(at))) throw refused(text.charAt(at));
    if (at > start) words.push(word);
    at = skip(BLANKS, text, at);
  }
  if (words.length === 0) throw new UsageError('the command is empty');
  return words;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}

function refused(character: string): UsageError {
  if (character === '"' || character === "'") return new UsageError(`a quote (${character}) of the command has no end`);
  if (character === '\\') return new UsageError('the command ends in a backslash');
  return new UsageError(
    `the command has a "${character}", but no shell runs it; name the shell as well: --command "sh -c '...'"`,
  );
}

/** Quotes words for a POSIX shell. */
export function joinWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** Quotes a word for a POSIX shell if needed. */
export function shellWord(word: string): string {
  return /^[\w\-./:=@%+,]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** The words of a command, given as words or as a line. Throws UsageError for a line that cannot be split. */
export function wordsOf(command: string | readonly string[]): readonly string[] {
  return typeof command === 'string' ? splitCommand(command) : command;
}
