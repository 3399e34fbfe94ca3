/** The candidates closest to what was typed, best first. Distant ones are left out. */
export function nearest(typed: string, candidates: readonly string[], most = 3): string[] {
  const limit = Math.max(2, Math.floor(typed.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= limit || (typed.length > 2 && candidate.includes(typed)))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0]?.far ?? 0;
  return ranked
    .filter(({ far }) => far <= best + 1)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** `; did you mean A or B?`, or an empty text if no candidate is close. */
export function suggestion(typed: string, candidates: readonly string[]): string {
  const close = nearest(typed, candidates);
  return close.length === 0 ? '' : `; did you mean ${close.join(' or ')}?`;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
