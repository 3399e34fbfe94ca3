import { fullyDecoded } from './decode.ts';

/** One form in which a secret occurs in a decoded text. */
export interface Form {
  readonly text: string;
  /** A suffix of the label, such as `in base64`; absent for the secret itself. */
  readonly how?: string;
  /** True if the form matches only as a whole word: no letter, digit, underscore or dash around it. */
  readonly alone: boolean;
  /** How many characters before and after a match also contain bits of the secret. */
  readonly edge?: readonly [before: 0 | 1, after: 0 | 1];
}

/** Secrets shorter than this also occur in ordinary text. */
const SHORT = 6;

/** Separators between the bytes of a dump. `0x70, 0x6b` is decoded as single characters. */
const SEPARATORS = ['', ' ', ':', '-', ','];

/**
 * The forms of a secret: plain, reversed, as a list of bytes, and within base64 and base64url at each of the three
 * offsets. Matching ignores case.
 */
export function formsOf(value: string): Form[] {
  const alone = value.length < SHORT;
  const plain = distinct([value, fullyDecoded(value), value.replace(/[^\x00-\x7f]/g, '\ufffd')]);
  const forms: Form[] = plain.map((text) => ({ text, alone }));
  if (!alone) forms.push(...plain.map((text) => ({ text: text.split('').reverse().join(''), how: 'reversed', alone })));
  for (const encoding of distinct([value, Buffer.from(value).toString('latin1')])) {
    const bytes = Buffer.from(encoding, 'latin1');
    const pairs = bytes.toString('hex').match(/../g) ?? [];
    forms.push(...SEPARATORS.map((separator) => ({ text: pairs.join(separator), how: 'in hexadecimal', alone })));
    forms.push(...[',', ', '].map((separator) => ({ text: [...bytes].join(separator), how: 'in decimal', alone })));
    for (const offset of alone ? [0] : [0, 1, 2]) forms.push(...base64Of(bytes, offset, alone));
  }
  return forms.filter(({ text, how }) => how === undefined || text.length >= SHORT);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** The base64 characters that depend only on these bytes, when `offset` bytes precede them. */
function base64Of(bytes: Buffer, offset: number, alone: boolean): Form[] {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const before = offset === 0 ? 0 : 1;
  const after = (offset + bytes.length) % 3 === 0 ? 0 : 1;
  const whole = text.slice(offset === 0 ? 0 : offset + 1, alone || after === 0 ? undefined : -1);
  const form = { how: 'in base64', alone, edge: [before, alone ? 0 : after] } as const;
  return distinct([whole, whole.replaceAll('+', '-').replaceAll('/', '_')]).map((part) => ({ ...form, text: part }));
}
