import { get, type IncomingMessage } from 'node:http';
import { formatAddress, parseAddress } from '../../../mock/core/config.ts';
import { defaultOf } from '../../api/options/table.ts';
import { UsageError } from '../../base/errors.ts';
import { shownUrl } from '../../hosts/shown-url.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { say } from '../output/output.ts';

export const healthcheck: Command = {
  name: 'healthcheck',
  usage: '[--url URL]',
  summary: 'Ask a hostd on this machine whether it is alive, for the healthcheck of a container.',
  description:
    'The address is that of PODFLARE_HOSTD_ADDR; default 127.0.0.1:7070. Exit codes: 0 alive; 1 no complete response with status 2xx; 2 wrong usage.',
  run: askHealth,
};

async function askHealth(given: Arguments): Promise<number> {
  const url = new URL('/v1/healthz', given.text('url') === undefined ? local() : base(given.text('url') ?? ''));
  const problem = await problemOf(url, given.number('timeout') ?? defaultOf('timeout', 'healthcheck'));
  if (problem === undefined) return 0;
  say(`podflare-conformance: ${url.origin}${url.pathname}: ${problem}`);
  return 1;
}

/** The URL of the hostd at PODFLARE_HOSTD_ADDR. A wildcard address becomes loopback. */
function local(): string {
  const text = process.env.PODFLARE_HOSTD_ADDR;
  const address = parseAddress(text);
  if (!address || address.port === 0)
    throw new UsageError(`PODFLARE_HOSTD_ADDR="${text}" must be HOST:PORT with a port above 0; or give --url`);
  const { host, port } = address;
  const asked = host === '' || host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${formatAddress({ host: asked, port })}`;
}

function base(url: string): string {
  if (!URL.canParse(url) || new URL(url).protocol !== 'http:')
    throw new UsageError(`--url "${shownUrl(url)}" is not http://HOST:PORT`);
  return url;
}

/** What went wrong; undefined if the server sends a complete 2xx response within the limit. */
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
      resolve(`no response within ${limitMs} ms`);
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
