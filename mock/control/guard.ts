import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../core/config.ts';

/** Headers that proxies add. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * The reason to refuse a request to the control API; undefined when it is allowed. Only programs on this machine are, and
 * in a browser only the inspector: no page of another origin, including one that uses DNS rebinding.
 */
export function refusalOf({ socket, headers, headersDistinct, method }: IncomingMessage): string | undefined {
  if (!isLoopbackPeer(socket.remoteAddress ?? '')) return 'the control API is for programs on the same machine';
  const { host = '' } = headers;
  if (headersDistinct.host?.length !== 1 || !isLoopbackHost(host))
    return 'the Host header is not a loopback address or localhost';
  const proxy = FORWARDED.find((name) => headers[name] !== undefined);
  if (proxy !== undefined) return `the control API is not served through a proxy (${proxy})`;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'the control API is not served to other origins';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'the control API is not served to other origins';
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return 'POST requires a JSON body with Content-Type: application/json';
  return undefined;
}

function isLoopbackPeer(address: string): boolean {
  return isLoopback(address.replace(/^::ffff:/i, ''));
}

function isLoopbackHost(host: string): boolean {
  const [, ipv6, name] = /^(?:\[([^\]]+)\]|([^:]*))(?::\d*)?$/.exec(host) ?? [];
  return isLoopback(ipv6 ?? name ?? '');
}
