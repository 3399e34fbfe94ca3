import type { Exchange } from './client.ts';
import { WireFailure } from './failure.ts';
import type { HeaderLine } from './request.ts';
import type { WireResponse } from './response.ts';

/** Bytes of a message that are kept: far more than a report shows, so that no secret at the edge of that is cut. */
const BYTES = 32 * 1024;

/** Header lines that are kept of a message, and characters of all of them. */
const LINES = 100;
const CHARACTERS = 16 * 1024;

/** The exchange in bounded memory: what a report needs of it, however much was sent and received. */
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

/** The first bytes, in memory of their own. */
function start(bytes: Buffer): Buffer {
  return bytes.length <= BYTES ? bytes : Buffer.from(bytes.subarray(0, BYTES));
}
