import type { Entry, OpenApi, Server } from '../operations.ts';

/** The rule that a key is needed is about paths below this one. Source: docs.podflare.ai/concepts/auth. */
export const ROOT = '/v1/';

/** What a path may consist of, apart from the names of its parameters. Source: RFC 3986, section 3.3. */
const PATH = /^(?:[\w\-.~!$&'()*+,;=:@/]|%[\da-f]{2}|\{[^{}/]+\})*$/i;

/** Where an operation is, or why it is not looked at. */
export type Place = { readonly path: string } | { readonly reason: string };

/**
 * The path of an operation on its server, of several the first that puts it below /v1/. Those of the operation go before
 * those of its path, and these before those of the document.
 */
export function placeOf({ path, item, raw }: Entry, document: OpenApi): Place {
  const servers = [raw.servers, item.servers, document.servers].find((some) => some && some.length > 0) ?? [
    { url: '/' },
  ];
  const places = servers.map((server) => placeOn(server, path));
  return places.find((place) => 'path' in place) ?? places[0] ?? { reason: 'it has no server' };
}

function placeOn(server: Server, path: string): Place {
  const base = basePath(server);
  if (base.includes('{')) return { reason: `no default is given for the variable in ${server.url}` };
  const whole = base + path;
  if (!whole.startsWith(ROOT)) return { reason: `it is not below ${ROOT}` };
  if (!PATH.test(whole) || whole.split('/').some((part) => part === '.' || part === '..'))
    return { reason: 'its path is not one that a URL can have' };
  return { path: whole };
}

/** The path of a server with the defaults of its variables, without a slash at its end. */
function basePath({ url, variables = {} }: Server): string {
  const filled = url.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? String(variables[name]?.default) : whole,
  );
  const local = filled.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, '');
  const { pathname } = URL.canParse(local, 'http://localhost/')
    ? new URL(local, 'http://localhost/')
    : { pathname: '/' };
  return pathname.replace(/%7B/gi, '{').replace(/\/$/, '');
}
