import { type Judged, type Outcome, toneOf } from '../../model/report.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Puts a text into a style, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

export const plain: Paint = (_, text) => text;

export const ansi: Paint = (style, text) => {
  const [on, off] = CODES[style];
  return `\x1b[${on}m${text}\x1b[${off}m`;
};

/** How an outcome is shown: a mark, its style, and what it says of a rule. */
export const MARKS: Readonly<Record<Outcome, { readonly mark: string; readonly style: Style; readonly says: string }>> =
  {
    pass: { mark: '✓', style: 'green', says: 'holds' },
    note: { mark: 'i', style: 'cyan', says: 'is noted' },
    warn: { mark: '!', style: 'yellow', says: 'is broken' },
    skip: { mark: '-', style: 'dim', says: 'was not checked' },
    fail: { mark: '✗', style: 'red', says: 'is broken' },
    untestable: { mark: '?', style: 'red', says: 'could not be judged' },
    error: { mark: '✗', style: 'red', says: 'met a bug in podflare-conformance' },
  };

/** The style of a check: that of its outcome, but yellow for a SHOULD that could not be judged. */
export function styleOf(check: Judged): Style {
  return toneOf(check) === 'yellow' ? 'yellow' : MARKS[check.outcome].style;
}
