/** Requests that a program may send with a revoked key, for each thing that it wants. */
export const ATTEMPTS = 3;

/** What a program may say when its key is refused, in whatever words. */
export const SAYS_SO =
  /(?<!\d)40[13](?!\d)|auth(?!ors?\b)|(?<![a-z])(api.?)?keys?(?![a-z])|credential|(?<!unexpected )token|denied|forbidden|permission|revoked/i;
