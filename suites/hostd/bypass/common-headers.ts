import { withLine } from '../../lib/bypass.ts';
import { createRequest } from '../../lib/requests.ts';
import { bypass } from './lib/bypass.ts';

/** Headers that browsers, tools and agents send by default. */
const HABITS: readonly (readonly [string, string])[] = [
  ['Accept', 'text/html,application/xhtml+xml'],
  ['Accept', 'text/event-stream'],
  ['Accept', 'text/plain'],
  ['Accept-Encoding', 'gzip, br'],
  ['Accept-Language', 'en'],
  ['Access-Control-Request-Method', 'POST'],
  ['Access-Control-Request-Headers', 'authorization'],
  ['Cache-Control', 'no-cache'],
  ['Connection', 'close'],
  ['Connection', 'close, Authorization'],
  ['Connection', 'keep-alive'],
  ['Content-Encoding', 'identity'],
  ['Cookie', 'session=1; admin=true'],
  ['DNT', '1'],
  ['If-None-Match', '*'],
  ['Idempotency-Key', '1'],
  ['Origin', 'null'],
  ['Max-Forwards', '0'],
  ['Pragma', 'no-cache'],
  ['Purpose', 'prefetch'],
  ['Range', 'bytes=0-1'],
  ['Sec-Fetch-Mode', 'navigate'],
  ['Sec-Fetch-Site', 'same-origin'],
  ['Sec-Purpose', 'prefetch'],
  ['TE', 'trailers'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['User-Agent', ''],
  ['User-Agent', 'curl/8.5.0'],
  ['User-Agent', 'Prometheus/2.53.0'],
  ['User-Agent', 'podflare-python/0.0.22'],
  ['Upgrade-Insecure-Requests', '1'],
  ['X-Requested-With', 'XMLHttpRequest'],
  ['X-Request-Id', '1'],
];

export default bypass({
  id: 'bypass/common-headers',
  title: 'No header that browsers, tools and agents commonly send bypasses the key check.',
  fix: 'Base the decision on no header except Authorization.',
  variants: [
    ...HABITS.map(([name, value]) => withLine(name, value)),
    { name: 'HTTP/1.0', request: { ...createRequest, version: '1.0' } },
    { name: 'HTTP/1.0 without a Host line', request: { ...createRequest, version: '1.0', host: false } },
  ],
});
