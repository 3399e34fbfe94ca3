import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH, SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/slashes',
  title: 'Duplicate and trailing slashes do not bypass the key check.',
  fix: 'Merge slashes before the key check, or reject them.',
  variants: [
    `/${CREATE_PATH}`,
    `//${CREATE_PATH}`,
    `${V1}/${SANDBOXES}`,
    `${V1}//${SANDBOXES}`,
    `${CREATE_PATH}/`,
    `${CREATE_PATH}//`,
    `${HEALTHZ_PATH}//..${SANDBOXES}`,
    `/${HEALTHZ_PATH}/..${SANDBOXES}`,
    `/${HEALTHZ_PATH}${SANDBOXES}`,
  ].map((path) => to(path)),
});
