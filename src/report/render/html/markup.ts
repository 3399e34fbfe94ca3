import { clipped, safe } from '../../../base/text.ts';

/** A piece of HTML. Everything else is text, and is escaped when it is inserted. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | false | undefined | readonly Piece[];

/** How many characters of a text are shown. The JSON report has the whole text. */
const LONGEST = 12_000;

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Builds Markup from a template. Inserted texts are escaped. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((part, i) => `${part}${i < pieces.length ? written(pieces[i]) : ''}`).join(''));
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(written).join('');
  return escaped(String(piece));
}

/** Escapes a text. Control characters, marks that hide or reorder text, and unpaired surrogates are spelled out. */
function escaped(text: string): string {
  return safe(clipped(text, LONGEST)).replace(/[&<>"']/g, (character) => NAMES[character] ?? '');
}

/** Renders a text of the suite, in which backticks mark code. */
export function prose(text: string): Piece {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
