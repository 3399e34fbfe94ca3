import { isIP } from 'node:net';
import type { Running, Target } from './host.ts';
import { Output } from './output.ts';
import { shownUrl } from './shown-url.ts';

/** A hostd that is already running. Throws TypeError with the reason for an invalid URL. */
export function urlTarget(text: string): Target {
  const url = parse(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const running: Running = {
    endpoint: {
      host,
      port: Number(url.port || (secure ? 443 : 80)),
      ...(secure && { tls: { servername: isIP(host) ? '' : host } }),
    },
    authority: url.host,
    output: new Output(),
    exit: undefined,
    exited: new Promise(() => {}),
    stop: () => Promise.resolve(true),
    listening: () => Promise.resolve(undefined),
  };
  return {
    kind: 'url',
    label: url.origin,
    launchable: false,
    start: () => Promise.resolve(running),
    close: () => Promise.resolve(),
  };
}

function parse(text: string): URL {
  const example = 'give it as http://HOST:PORT';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TypeError(`"${shownUrl(text)}" is not a URL; ${example}`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`"${shownUrl(text)}": only http: and https: can be checked; ${example}`);
  if (url.username || url.password) throw new TypeError('the URL must not carry credentials; give keys with --key');
  if (url.pathname !== '/' || url.search || url.hash)
    throw new TypeError(`"${shownUrl(text)}": hostd serves its routes at the root; ${example}, without a path`);
  return url;
}
