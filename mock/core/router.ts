import { type Operation, knownOperations as operations } from '../../src/contract/contract.ts';

/** What a method and a path mean. Without an operation it is a 404, or a 405 when `allow` names methods. */
export interface Route {
  readonly operation: Operation | undefined;
  /** Path parameters, as they stand in the path. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Methods that the path knows. */
  readonly allow: readonly string[];
}

/** Everything that asks for a key lies below this prefix. Source: docs.podflare.ai/concepts/auth. */
export const API_PREFIX = '/v1/';

const exempt: ReadonlySet<string> = new Set(operations.filter((o) => o.exempt).map((o) => o.path));

const paths = [...new Set(operations.map((o) => o.path))];

/** The routes of paths without parameters, by method; each is made once. */
const fixed = new Map(paths.filter((path) => !path.includes('{')).map((path) => [path, routesOf(path)]));

const templates = paths
  .filter((path) => path.includes('{'))
  .map((path) => ({
    pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '([^/]+)')}$`),
    names: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? ''),
    routes: routesOf(path),
  }));

function routesOf(path: string): { readonly of: ReadonlyMap<string, Route>; readonly other: Route } {
  const other: Route = { operation: undefined, parameters: {}, allow: methodsOf(path) };
  const own = operations.filter((o) => o.path === path);
  const of = new Map(own.map((operation) => [operation.method, { ...other, operation }]));
  return { of, other };
}

function methodsOf(path: string): readonly string[] {
  const methods = operations.filter((o) => o.path === path).map((o) => o.method);
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

/**
 * The path of a request target: up to the `?`, byte for byte. An absolute form gives up its scheme and
 * authority (RFC 9112, 3.2.2). Nothing is decoded or resolved: the gate and the router see this one string.
 */
export function targetPath(target: string): string {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (path.startsWith('/')) return path;
  const absolute = /^https?:\/\/[^/]*(.*)$/i.exec(path);
  return absolute ? absolute[1] || '/' : path;
}

/** Whether the contract exempts a path from the key. */
export function isExemptPath(path: string): boolean {
  return exempt.has(path);
}

/** Finds the operation of a method and a path. A path with a GET also knows HEAD. */
export function findRoute(method: string, path: string): Route {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const known = fixed.get(path);
  if (known) return known.of.get(wanted) ?? known.other;
  for (const { pattern, names, routes } of templates) {
    const match = pattern.exec(path);
    if (!match) continue;
    return { ...(routes.of.get(wanted) ?? routes.other), parameters: parametersOf(names, match) };
  }
  return unknown;
}

const unknown: Route = { operation: undefined, parameters: {}, allow: [] };

function parametersOf(names: readonly string[], match: RegExpExecArray): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? '']));
}
