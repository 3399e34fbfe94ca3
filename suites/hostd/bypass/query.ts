import { to } from '../../lib/bypass.ts';
import { H, probe, S } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/query',
  title: 'A query or a fragment that contains the exempt path does not bypass the key check.',
  fix: 'Cut the request target at the first `?` before the key check, and reject a `#`.',
  variants: [
    `${S}?${H}`,
    `${S}?x=/..${probe}`,
    `${S}?path=${H}`,
    `${S}?${probe}`,
    `${S}?`,
    ...['.css', '/static/', '%', '%zz', '%c3', '%0a', '%00', '%0d%0a', 'x'.repeat(3_000), 'x'.repeat(9_000)].map(
      (value) => `${S}?x=${value}`,
    ),
    `${S}?health=1`,
    `${S}?debug=true`,
    `${S}?_method=GET`,
    `${S}?x=${encodeURIComponent(H)}`,
    `${S}#${H}`,
    `${S}?#${H}`,
    `${S}%3f${H}`,
  ].map((path) => to(path)),
});
