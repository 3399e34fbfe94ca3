import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ, HEALTHZ_PATH } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/query',
  title: 'A query or a fragment that contains the exempt path does not bypass the key check.',
  fix: 'Cut the request target at the first `?` before the key check, and reject a `#`.',
  variants: [
    `${CREATE_PATH}?${HEALTHZ_PATH}`,
    `${CREATE_PATH}?x=/..${HEALTHZ}`,
    `${CREATE_PATH}?path=${HEALTHZ_PATH}`,
    `${CREATE_PATH}?${HEALTHZ}`,
    `${CREATE_PATH}?`,
    ...['.css', '/static/', '%', '%zz', '%c3', '%0a', '%00', '%0d%0a', 'x'.repeat(3_000), 'x'.repeat(9_000)].map(
      (value) => `${CREATE_PATH}?x=${value}`,
    ),
    `${CREATE_PATH}?health=1`,
    `${CREATE_PATH}?debug=true`,
    `${CREATE_PATH}?_method=GET`,
    `${CREATE_PATH}?x=${encodeURIComponent(HEALTHZ_PATH)}`,
    `${CREATE_PATH}#${HEALTHZ_PATH}`,
    `${CREATE_PATH}?#${HEALTHZ_PATH}`,
    `${CREATE_PATH}%3f${HEALTHZ_PATH}`,
  ].map((path) => to(path)),
});
