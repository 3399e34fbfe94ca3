export interface Kills {
  readonly fails: readonly string[];
  readonly hides: readonly string[];
}
export const kills: Readonly<Record<string, Kills>> = {};
