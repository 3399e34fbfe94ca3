import type { Exchange } from './client.ts';
import { WireFailure } from './failure.ts';
import type { HeaderLine } from './request.ts';
import type { WireResponse } from './response.ts';

/**
 * How many bytes of a message are kept. This is far more than a report shows, so secrets are never cut at the edge of
 * the shown part.
 */
const BYTES = 32 * 1024;

/** How many header lines of a message are kept, and how many characters in total. */
const LINES = 100;
const CHARACTERS = 16 * 1024;

/** Copies the parts of an exchange that a report needs, in bounded memory. */
export function kept(exchange: Exchange): Exchange {
  const { sent, response, failure } = exchange;
  if (sent.length <= BYTES && !isLarge(response) && !isLarge(failure?.partial)) return exchange;
  return {
    ...exchange,
    sent: start(sent),
    ...(response && { response: keptResponse(response) }),
    ...(failure && { failure: keptFailure(failure) }),
  };
}

function keptFailure(failure: WireFailure): WireFailure {
  const { kind, message, partial, silent } = failure;
  return new WireFailure(kind, message, partial && keptResponse(partial), silent);
}

function keptResponse(response: WireResponse): WireResponse {
  const { headers, trailers, body, interim } = response;
  const cut = body.length > BYTES && { truncated: true };
  return {
    ...response,
    ...{
      headers: keptLines(headers),
      trailers: keptLines(trailers),
      body: start(body),
      interim: interim.slice(0, LINES),
    },
    ...cut,
  };
}

function keptLines(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  let characters = 0;
  return lines.slice(0, LINES).filter(([name, value]) => {
    characters += name.length + value.length;
    return characters <= CHARACTERS;
  });
}

function isLarge(response: WireResponse | undefined): boolean {
  if (!response) return false;
  const { headers, trailers, body, interim } = response;
  return (
    body.length > BYTES || headers.length + trailers.length + interim.length > LINES || lengthOf(headers) > CHARACTERS
  );
}

function lengthOf(lines: readonly HeaderLine[]): number {
  return lines.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

/** A copy of the first bytes, which does not keep the rest alive. */
function start(bytes: Buffer): Buffer {
  return bytes.length <= BYTES ? bytes : Buffer.from(bytes.subarray(0, BYTES));
}
