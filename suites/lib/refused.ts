/** How many requests a program may send with a revoked key for each thing that it needs. */
export const ATTEMPTS = 3;

/** Matches a message about a refused key. */
export const SAYS_SO =
  /(?<!\d)40[13](?!\d)|auth(?!ors?\b)|(?<![a-z])(api.?)?keys?(?![a-z])|credential|(?<!unexpected )token|denied|forbidden|permission|revoked/i;
