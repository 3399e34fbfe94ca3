import { connect } from 'node:tls';
import { Wire } from '../../http/client.ts';
import type { Endpoint } from '../../http/connection.ts';
import type { WireFailure } from '../../http/failure.ts';

/** A hint for a server that does not respond; undefined if there is none. */
export async function hintFor(failure: WireFailure, wire: Wire): Promise<string | undefined> {
  const { endpoint, authority, timeoutMs } = wire;
  switch (failure.kind) {
    case 'refused':
      return 'start hostd there first, or let the suite start it with --command';
    case 'unreachable':
      return 'is the address right, and does a route lead there from this machine?';
    case 'timeout':
      return failure.message.startsWith('no connection')
        ? 'a firewall may be dropping what is sent there'
        : 'something listens there but does not respond; --timeout MS waits longer';
    case 'tls':
      if (await speaksHttp(endpoint, authority, timeoutMs)) return `it speaks plain HTTP: --url http://${authority}`;
      return /certificate|self.signed|issuer/i.test(failure.message)
        ? 'NODE_EXTRA_CA_CERTS=FILE makes Node trust the authority that issued its certificate'
        : undefined;
    case 'malformed':
    case 'undecodable':
      return undefined;
    default:
      if (!endpoint.tls && (await speaksTls(endpoint, timeoutMs))) return `it speaks TLS: --url https://${authority}`;
      return 'is the port right?';
  }
}

/** True if the port speaks TLS: a handshake succeeds, whoever issued the certificate, or an alert refuses it. */
export function speaksTls({ host, port }: Endpoint, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: timeoutMs });
    const settle = (spoken: boolean) => {
      socket.destroy();
      resolve(spoken);
    };
    socket.once('secureConnect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code?.includes('_ALERT_') ?? false));
    socket.once('close', () => settle(false));
  });
}

async function speaksHttp({ host, port }: Endpoint, authority: string, timeoutMs: number): Promise<boolean> {
  const plain = new Wire({ host, port }, authority, timeoutMs);
  const { response } = await plain.send({ method: 'GET', target: '/', headers: [] });
  plain.close();
  return response !== undefined;
}
