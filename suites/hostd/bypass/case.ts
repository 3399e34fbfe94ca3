import { to } from '../../lib/bypass.ts';
import { base, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/case',
  title: 'A path in upper case does not bypass the key check.',
  fix: 'Match paths case-sensitively in the key check and in the router.',
  variants: [
    S.toUpperCase(),
    `/V1${tail}`,
    `${base}${tail.toUpperCase()}`,
    `${base}/Sandboxes`,
    `${base}/Healthz`,
    `/V1/HEALTHZ${tail}`,
  ].map((path) => to(path)),
});
