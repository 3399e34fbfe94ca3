import { get, type IncomingMessage } from 'node:http';
import { formatAddress, parseAddress } from '../../../mock/core/config.ts';
import { UsageError } from '../../base/errors.ts';
import { shownUrl } from '../../hosts/shown-url.ts';
import type { Given } from '../options/arguments.ts';
import { say } from '../output/output.ts';

/** Milliseconds that hostd has for its answer unless told otherwise. */
const LIMIT_MS = 2_000;

/** `healthcheck`: asks a hostd on this machine whether it is alive. Gives 0 when it is, else 1. */
export async function healthcheck(given: Given): Promise<number> {
  const url = new URL('/v1/healthz', given.text('url') === undefined ? local() : base(given.text('url') ?? ''));
  const problem = await problemOf(url, given.number('timeout') ?? LIMIT_MS);
  if (problem === undefined) return 0;
  say(`podflare-conformance: ${url.origin}${url.pathname}: ${problem}`);
  return 1;
}

/** Where hostd listens by its own variable. An address that is every interface is asked on loopback. */
function local(): string {
  const text = process.env.PODFLARE_HOSTD_ADDR;
  const address = parseAddress(text);
  if (!address || address.port === 0)
    throw new UsageError(`PODFLARE_HOSTD_ADDR="${text}" names no port to ask: host:port is expected, or --url`);
  const { host, port } = address;
  const asked = host === '' || host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${formatAddress({ host: asked, port })}`;
}

function base(url: string): string {
  if (!URL.canParse(url) || new URL(url).protocol !== 'http:')
    throw new UsageError(`--url "${shownUrl(url)}" is not http://HOST:PORT`);
  return url;
}

/**
 * Undefined when the server answers with a complete response of status 2xx within the limit, else what happened. The
 * wait ends when the exchange ends, whatever the server sends.
 */
function problemOf(url: URL, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    let incomplete = 'the connection was closed without a response';
    const request = get(url, { agent: false }, (response) => {
      incomplete = 'the response broke off';
      response.resume();
      response.on('error', () => resolve(incomplete));
      response.on('end', () => resolve(problemOfStatus(response)));
    });
    const timer = setTimeout(() => {
      resolve(`no answer within ${limitMs} ms`);
      request.destroy();
    }, limitMs);
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(problemOfStatus(response));
    });
    request.on('error', (error) => resolve(error.message));
    request.on('close', () => {
      clearTimeout(timer);
      resolve(incomplete);
    });
  });
}

function problemOfStatus({ statusCode = 0 }: IncomingMessage): string | undefined {
  return statusCode >= 200 && statusCode < 300 ? undefined : `status ${statusCode}`;
}
