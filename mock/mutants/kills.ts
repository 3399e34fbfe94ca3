/** For each mutant, by name, the ids of the checks that must fail and no others. */
export const kills: Readonly<Record<string, readonly string[]>> = {};
