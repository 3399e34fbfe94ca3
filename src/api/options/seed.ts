/** Says what is wrong with a seed; undefined if nothing is. */
export function seedProblem(text: string): string | undefined {
  return /^[\w.-]{1,64}$/.test(text) ? undefined : 'must be 1 to 64 letters, digits, dots, dashes and underscores';
}
