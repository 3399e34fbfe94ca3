/** A decoded text, with a mapping from its offsets to those in the original text. */
export interface View {
  readonly text: string;
  /** Maps the start of a range to its offset in the original text. */
  start(offset: number): number;
  /** Maps the exclusive end of a range to its offset in the original text. */
  end(offset: number): number;
}

/**
 * How often a text is decoded at most. JSON within JSON within a URL takes three rounds, and UTF-8 read as Latin-1 one
 * more.
 */
export const DEPTH = 6;

/** The bytes of the characters that windows-1252 has and Latin-1 lacks. Source: WHATWG Encoding, index windows-1252. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Names of HTML's character references for ASCII punctuation. Source: WHATWG HTML, named character references. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  ...{ excl: '!', quot: '"', QUOT: '"', num: '#', dollar: '$', percnt: '%', amp: '&', AMP: '&', apos: "'", lpar: '(' },
  ...{ rpar: ')', ast: '*', midast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';' },
  ...{ lt: '<', LT: '<', equals: '=', gt: '>', GT: '>', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\' },
  ...{ rsqb: ']', rbrack: ']', Hat: '^', lowbar: '_', UnderBar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|' },
  ...{ vert: '|', VerticalLine: '|', rcub: '}', rbrace: '}' },
};

/** Names of HTML's character references for U+00A0 to U+00FF. Source: WHATWG HTML, named character references. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...Object.entries(PUNCTUATION),
  ...LATIN_1.split(' ').map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const),
]);

/**
 * One encoded character: `%41`, `%u0041`, `\u0041`, `\u{41}`, `\x41`, `\101`, `\n`, `\/`, `&#65;`, `&#x41;`, `&amp;`,
 * or a character of U+0080 to U+00FF whose two UTF-8 bytes were read as Latin-1 or windows-1252. A line break within a
 * word, as in wrapped base64 and dumps, decodes to nothing.
 */
const ENCODED = new RegExp(
  [
    '%(?<percent>[\\dA-Fa-f]{2})',
    '(?:%[uU]|\\\\[uU])(?<unit>[\\dA-Fa-f]{4})',
    '\\\\u\\{0{0,8}(?<point>[\\dA-Fa-f]{1,4})\\}',
    '\\\\[xX](?<byte>[\\dA-Fa-f]{2})',
    '\\b0[xX](?<dump>[\\dA-Fa-f]{2})\\b(?!,?(?:%2[0Cc]|\\\\|&))(?:,?[ ,](?=0[xX]))?',
    '\\\\(?<octal>[0-3][0-7]{2})',
    '\\\\(?<control>[nrt])',
    '\\\\(?!%[\\dA-Fa-f]{2}|&#?\\w+;)(?<escaped>[!-/:-@[-`{-~\\x80-\\xff])',
    '&#0{0,8}(?<decimal>\\d{1,5});?',
    '&#[xX]0{0,8}(?<hex>[\\dA-Fa-f]{1,4});?',
    '&(?<name>[A-Za-z]{2,12}\\d{0,2});',
    `(?<lead>[\\xC2\\xC3])(?<trail>[\\x80-\\xBF${WINDOWS_1252.replace(/[\x80-\x9f]/g, '')}])`,
    '(?<=[\\w+/-])(?<fold>\\r?\\n)(?=[\\w+/-])',
  ].join('|'),
  'g',
);

/** A view of a text that is not decoded. */
export function viewOf(text: string): View {
  return { text, start: (offset) => offset, end: (offset) => offset };
}

/** Decodes every encoded character of a view once; undefined if there is none. Takes linear time. */
export function decoded(view: View): View | undefined {
  const { text } = view;
  const parts: string[] = [];
  /**
   * The boundaries of decoded characters, in this view and in `text`. Between two boundaries, both offsets advance
   * together.
   */
  const begins: number[] = [];
  const ends: number[] = [];
  const ended: number[] = [];
  let length = 0;
  let from = 0;
  for (const match of text.matchAll(ENCODED)) {
    const character = characterOf(match.groups ?? {});
    if (character === undefined) continue;
    parts.push(text.slice(from, match.index), character);
    length += match.index - from;
    from = match.index + match[0].length;
    begins.push(length);
    length += character.length;
    ends.push(length);
    ended.push(from);
  }
  if (parts.length === 0) return undefined;
  parts.push(text.slice(from));
  const behind = (i: number, offset: number) => (i < 0 ? offset : (ended[i] ?? 0) + offset - (ends[i] ?? 0));
  return {
    text: parts.join(''),
    start: (offset) => view.start(behind(countUpTo(ends, offset) - 1, offset)),
    end: (offset) => view.end(behind(countUpTo(begins, offset - 1) - 1, offset)),
  };
}

/** Decodes the text until nothing in it is encoded, at most `DEPTH` times. */
export function fullyDecoded(text: string): string {
  let view = viewOf(text);
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next = decoded(view);
    if (!next) break;
    view = next;
  }
  return view.text;
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function characterOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { percent, unit, point, byte, dump, octal, control, escaped, decimal, hex, name, lead, trail, fold } = groups;
  if (escaped !== undefined) return escaped;
  if (fold !== undefined) return '';
  if (control !== undefined) return CONTROLS[control];
  if (name !== undefined) return NAMED.get(name);
  if (lead !== undefined && trail !== undefined) return collapsed(lead, trail);
  const digits = percent ?? unit ?? point ?? byte ?? dump ?? hex;
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  const code = Number(decimal);
  return code <= 0xffff ? String.fromCharCode(code) : undefined;
}

/** The character whose two UTF-8 bytes were read as two characters. */
function collapsed(lead: string, trail: string): string {
  const special = WINDOWS_1252.indexOf(trail);
  const byte = special < 0 ? trail.charCodeAt(0) : 0x80 + special;
  return String.fromCharCode(((lead.charCodeAt(0) & 0x1f) << 6) | (byte & 0x3f));
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
