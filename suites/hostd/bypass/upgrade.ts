import type { Trial } from '../../../src/checks/trial.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { line, type Variant } from '../../lib/bypass.ts';
import { summary } from '../../lib/expectations.ts';
import { createRequest } from '../../lib/requests.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/upgrade',
  title: 'A request to upgrade the protocol gets 401 without a key.',
  fix: 'Check the key before you upgrade a connection.',
  variants: [
    { name: 'WebSocket by GET', request: websocket('GET') },
    { name: 'WebSocket by POST', request: websocket('POST') },
    {
      name: 'h2c',
      request: {
        ...createRequest,
        headers: [
          ...createRequest.headers,
          line('Connection', 'Upgrade, HTTP2-Settings'),
          line('Upgrade', 'h2c'),
          line('HTTP2-Settings', 'AAMAAABkAAQAoAAAAAIAAAAA'),
        ],
      },
    },
    ...[
      { name: 'TLS', protocol: 'TLS/1.0', connection: 'Upgrade' },
      { name: 'an unknown protocol', protocol: 'x', connection: 'Upgrade' },
      { name: 'no Connection header', protocol: 'websocket', connection: 'keep-alive' },
    ].map(
      ({ name, protocol, connection }): Variant => ({
        name,
        request: {
          ...createRequest,
          headers: [...createRequest.headers, line('Connection', connection), line('Upgrade', protocol)],
        },
      }),
    ),
  ],
  also: judgeSwitch,
});

function websocket(method: string): WireRequest {
  const { target, ...rest } = createRequest;
  const upgrade = [
    line('Connection', 'Upgrade'),
    line('Upgrade', 'websocket'),
    line('Sec-WebSocket-Version', '13'),
    line('Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='),
  ];
  return method === 'GET'
    ? { method, target, headers: upgrade }
    : { ...rest, target, headers: [...rest.headers, ...upgrade] };
}

/** After a switch to HTTP/2 the server responds in HTTP/2 (RFC 7540, 3.2), which the suite cannot read. */
function judgeSwitch(t: Trial): void {
  const { request, response } = t.last;
  if (response?.status !== 101) return;
  if (request.headers.some(([name, value]) => name === 'Upgrade' && value === 'h2c'))
    t.skip('the server switches to HTTP/2, which the suite does not support');
  t.fail('no protocol upgrade without a key', summary(response));
}
