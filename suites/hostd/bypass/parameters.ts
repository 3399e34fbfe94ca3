import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ, HEALTHZ_PATH, SANDBOXES } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/parameters',
  title: 'Path parameters after a semicolon do not bypass the key check.',
  fix: 'Treat a semicolon like any other character, in the key check and in the router.',
  variants: [
    `${HEALTHZ_PATH};/..${SANDBOXES}`,
    `${HEALTHZ_PATH}/..;${SANDBOXES}`,
    `${HEALTHZ_PATH}/..;x=1${SANDBOXES}`,
    `${CREATE_PATH};${HEALTHZ.slice(1)}`,
    `${CREATE_PATH};.json`,
    `${CREATE_PATH};a=b`,
    `/v1;a=b${SANDBOXES}`,
    `${HEALTHZ_PATH};${SANDBOXES}`,
  ].map((path) => to(path)),
});
