import { unauthorizedText } from '../../../src/contract/contract.ts';
import { always, answering, type Respond } from './fixed.ts';

/** Hostd's response to the liveness probe, and this response to everything else. */
const healthyThen = (otherwise: Respond) => () =>
  answering((response, request) =>
    request.url?.split('?')[0] === '/v1/healthz' ? response.end('ok') : otherwise(response, request),
  );

export const healthyBots = {
  'healthz-then-hang': healthyThen(() => {}),
  'healthz-then-reset': healthyThen((_, request) => request.socket.resetAndDestroy()),
  'healthz-then-close': healthyThen((_, request) => request.socket.end()),
  'healthz-then-200': healthyThen(
    always(200, '{"id":"sbx_x","state":"ready"}', { 'content-type': 'application/json' }),
  ),
  'healthz-then-404': healthyThen(always(404)),
  'healthz-then-401': healthyThen(
    always(401, JSON.stringify({ error: unauthorizedText.missing }), {
      'content-type': 'application/json',
      'www-authenticate': 'Bearer',
    }),
  ),
  'healthz-then-500': healthyThen(always(500)),
};
