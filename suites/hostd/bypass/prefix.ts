import { to } from '../../lib/bypass.ts';
import { HEALTHZ_PATH, SANDBOXES } from '../../lib/paths.ts';
import { bypass, ONE_STRING } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/prefix',
  title: 'A path that only starts like the exempt path is not exempt.',
  fix: ONE_STRING,
  variants: [
    `${HEALTHZ_PATH}X`,
    `${HEALTHZ_PATH}.json`,
    `${HEALTHZ_PATH}-x`,
    `${HEALTHZ_PATH}z${SANDBOXES}`,
    `${HEALTHZ_PATH}%20`,
    `${HEALTHZ_PATH}%00`,
    `${HEALTHZ_PATH}/`,
  ].map((path) => to(path)),
});
