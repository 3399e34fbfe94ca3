/** How many requests a journal keeps by default. */
export const JOURNAL_CAP = 1_000;
