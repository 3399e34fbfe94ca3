// A named import of styleText fails on Node.js 16 and 18 before node-version.js can name the required version.
import util from 'node:util';
import { type Judged, type Outcome, toneOf } from '../../model/report.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Styles a text for a terminal, or returns it unchanged if colours are off. */
export type Paint = (style: Style, text: string) => string;

/**
 * Returns the function that styles text.
 * @param color whether to add ANSI codes. The caller decides; neither the environment nor stdout is consulted.
 */
export function painter(color: boolean): Paint {
  return color ? (style, text) => util.styleText(style, text, { validateStream: false }) : (_, text) => text;
}

/** How each outcome is shown: its mark, the style of the mark, and the words that follow the name of a rule. */
export const MARKS: Readonly<Record<Outcome, { readonly mark: string; readonly style: Style; readonly says: string }>> =
  {
    pass: { mark: '✓', style: 'green', says: 'holds' },
    note: { mark: 'i', style: 'cyan', says: 'noted' },
    warn: { mark: '!', style: 'yellow', says: 'violated' },
    skip: { mark: '-', style: 'dim', says: 'not checked' },
    fail: { mark: '✗', style: 'red', says: 'violated' },
    untestable: { mark: '?', style: 'red', says: 'could not be judged' },
    error: { mark: '✗', style: 'red', says: 'has no verdict: a bug in podflare-conformance' },
  };

/** The style of a check: the style of its outcome, but yellow for a SHOULD that could not be judged. */
export function styleOf(check: Judged): Style {
  return toneOf(check) === 'yellow' ? 'yellow' : MARKS[check.outcome].style;
}
