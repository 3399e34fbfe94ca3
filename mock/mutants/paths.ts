/** Ways in which servers rewrite a path before they look at it. Each is harmless only when all who look agree. */

/** Resolves `.` and `..`. */
export function resolveDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return `/${kept.filter((segment, i) => segment !== '' || i > 0).join('/')}`;
}

/** Decodes every `%xx`, once. */
export function decodePercent(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Two or more slashes become one. */
export function mergeSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

/** Drops `;name=value` from every segment. */
export function stripMatrix(path: string): string {
  return path.replace(/;[^/]*/g, '');
}

export function straightenBackslashes(path: string): string {
  return path.replaceAll('\\', '/');
}
