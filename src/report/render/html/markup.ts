import { clipped, safe } from '../../../base/text.ts';

/** A piece of HTML. Whatever is no Markup is text, and is escaped where it is put into one. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | false | undefined | readonly Piece[];

/** Characters of one text that are shown; the JSON report has it all. */
const LONGEST = 12_000;

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes Markup of a template; what is put into it is escaped. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((part, i) => `${part}${i < pieces.length ? written(pieces[i]) : ''}`).join(''));
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(written).join('');
  return escaped(String(piece));
}

/** Control characters, marks that hide or reorder text, and halves of characters are written out. */
function escaped(text: string): string {
  return safe(clipped(text, LONGEST)).replace(/[&<>"']/g, (character) => NAMES[character] ?? '');
}

/** A sentence of ours, in which backticks mark what is typed or sent. */
export function prose(text: string): Piece {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
