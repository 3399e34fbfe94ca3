import type { WireResponse } from './response.ts';

export type FailureKind =
  | 'refused' // nothing listens
  | 'unreachable' // no route, no such name
  | 'tls' // the handshake failed
  | 'reset' // the connection was reset
  | 'closed' // the connection was closed before the response was complete
  | 'timeout' // no complete response within the limit
  | 'protocol' // the bytes are not HTTP/1.x
  | 'malformed' // the body does not match its headers
  | 'undecodable' // a legal body in a coding that Node.js does not support
  | 'stray'; // bytes arrived that belong to no response

/** Why there is no complete response. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure';
  readonly kind: FailureKind;
  /** What had arrived of the response. */
  readonly partial: WireResponse | undefined;
  /** True if not a single byte had arrived. */
  readonly silent: boolean;

  constructor(kind: FailureKind, message: string, partial?: WireResponse, silent = true) {
    super(message);
    this.kind = kind;
    this.partial = partial;
    this.silent = silent;
  }

  /** Translates a socket error. */
  static from(error: NodeJS.ErrnoException, where: string, silent: boolean, partial?: WireResponse): WireFailure {
    const code = error.code ?? '';
    if (code === 'ECONNREFUSED') return new WireFailure('refused', `nothing listens at ${where}`);
    if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED')
      return new WireFailure('reset', 'the connection was reset', partial, silent);
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new WireFailure('unreachable', `no such host: ${where}`);
    if (/^(ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
      return new WireFailure('tls', `TLS with ${where} failed: ${error.message}`);
    return new WireFailure('unreachable', `cannot reach ${where}: ${error.message}`, partial, silent);
  }
}
