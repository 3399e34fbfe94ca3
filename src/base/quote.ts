/** How many characters of a server's text an error message quotes. */
export const QUOTED = 60;

/**
 * Quotes the start of a server's text for an error message. Takes the whole text, so that it recognizes a secret that
 * crosses the cut.
 */
export type Quote = (text: string) => string;

/** Quotes without redaction, for connections that carry no secrets. */
export const quoteStart: Quote = (text) => text.slice(0, QUOTED);
