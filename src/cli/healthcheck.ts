import { get } from 'node:http';
import { formatAddress, parseAddress } from '../../mock/config.ts';
import { UsageError } from '../errors.ts';
import type { Given } from './arguments.ts';
import { say } from './output.ts';

/** Milliseconds that hostd has for its answer unless told otherwise. */
const LIMIT_MS = 2_000;

/** `healthcheck`: asks a hostd on this machine whether it is alive. Gives 0 when it is, else 1. */
export async function healthcheck(given: Given): Promise<number> {
  const url = new URL('/v1/healthz', given.text('url') === undefined ? local() : base(given.text('url') ?? ''));
  const problem = await problemOf(url, given.number('timeout') ?? LIMIT_MS);
  if (problem === undefined) return 0;
  say(`podflare-conformance: ${url.href}: ${problem}`);
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
    throw new UsageError(`--url "${url}" is not http://HOST:PORT`);
  return url;
}

function problemOf(url: URL, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(limitMs) }, (response) => {
      response.resume();
      response.on('error', () => resolve('the answer broke off'));
      response.on('end', () => resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`));
    });
    request.on('error', (error) =>
      resolve(error.name === 'AbortError' ? `no answer within ${limitMs} ms` : error.message),
    );
  });
}
