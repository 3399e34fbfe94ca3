import { checkEach } from '../../src/checks/check.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { forwarded, inQuery, marked, perhapsForwarded } from '../lib/arrivals.ts';
import { CREATE_PATH, HEALTHZ, HEALTHZ_PATH, V1 } from '../lib/paths.ts';
import { healthz, requestFor } from '../lib/requests.ts';

/**
 * Paths that differ from the exempt path and are not equivalent to it by RFC 3986. Clients resolve dot segments and
 * encoded letters themselves, so these are left out.
 */
const OTHERS = [
  `${V1}/${HEALTHZ}`,
  `/${HEALTHZ_PATH}`,
  `//${HEALTHZ_PATH}`,
  `${V1}%2f${HEALTHZ.slice(1)}`,
  `${CREATE_PATH}/..%2f${HEALTHZ.slice(1)}`,
  `${CREATE_PATH}%2f..%2f${HEALTHZ.slice(1)}`,
  `${CREATE_PATH}/..%5c${HEALTHZ.slice(1)}`,
  `${V1}/%2568ealthz`,
  `${HEALTHZ_PATH}%3fx=1`,
  `${HEALTHZ_PATH}%23x`,
  `${HEALTHZ_PATH}%20`,
  `/V1${HEALTHZ}`,
  `${V1}/HEALTHZ`,
];

export default checkEach(
  OTHERS.map((name) => ({ name })),
  {
    id: 'gateway/exempt-path',
    level: 'should',
    rule: 'rfc9110/proxy-path',
    title: 'The gateway does not turn another path into the exempt path.',
    why: 'If the gateway merges slashes or decodes the path, hostd sees a different path from the one the client sent: here the one that needs no key.',
    fix: 'Forward the path unchanged (nginx: proxy_pass without a path), or reject unusual paths with 400.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { name }) {
      await forwarded(t, marked(t, healthz));
      const other: WireRequest = { ...requestFor(healthz), target: name };
      for (const { target } of await perhapsForwarded(t, inQuery(t, other)))
        if (target.split('?')[0] === HEALTHZ_PATH)
          t.fail(`${name} arrives unchanged, or not at all`, `${target} arrived`);
    },
  },
);
