/** Characters of what a server sent that a failure quotes at most. */
export const QUOTED = 60;

/**
 * The start of what a server sent, as a failure quotes it. It is given all of the text, so that it can recognize a secret
 * that the cut would divide.
 */
export type Quote = (text: string) => string;

/** For connections that carry no secrets. */
export const quoteStart: Quote = (text) => text.slice(0, QUOTED);
