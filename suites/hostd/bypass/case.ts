import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/case',
  title: 'A path in upper case does not bypass the key check.',
  fix: 'Match paths case-sensitively in the key check and in the router.',
  variants: [
    CREATE_PATH.toUpperCase(),
    `/V1${SANDBOXES}`,
    `${V1}${SANDBOXES.toUpperCase()}`,
    `${V1}/Sandboxes`,
    `${V1}/Healthz`,
    `/V1/HEALTHZ${SANDBOXES}`,
  ].map((path) => to(path)),
});
