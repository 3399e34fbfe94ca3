// Path rewrites of real servers. A rewrite is harmless only when the gate and the router both apply it.

/** Resolves `.` and `..` segments. */
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

/** Replaces repeated slashes with one. */
export function mergeSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

/** Drops `;name=value` from every segment. */
export function stripMatrix(path: string): string {
  return path.replace(/;[^/]*/g, '');
}

/** Replaces backslashes with slashes. */
export function straightenBackslashes(path: string): string {
  return path.replaceAll('\\', '/');
}
