import { to } from '../../lib/bypass.ts';
import { base, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/case',
  title: 'Upper case does not hide a protected path from the gate.',
  fix: 'Match paths with regard to case in the gate and in the router.',
  variants: [
    S.toUpperCase(),
    `/V1${tail}`,
    `${base}${tail.toUpperCase()}`,
    `${base}/Sandboxes`,
    `${base}/Healthz`,
    `/V1/HEALTHZ${tail}`,
  ].map((path) => to(path)),
});
