import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ, HEALTHZ_PATH, SANDBOXES } from '../../lib/paths.ts';
import { bypass, ONE_STRING } from './lib/bypass.ts';

/** Paths under which a server may have a second copy of the routes that the key check does not cover. */
const ALIASES = [
  SANDBOXES,
  `/api${CREATE_PATH}`,
  `/v0${SANDBOXES}`,
  `/v2${SANDBOXES}`,
  `/internal${SANDBOXES}`,
  `/internal${CREATE_PATH}`,
  `/debug${CREATE_PATH}`,
];

export default bypass({
  id: 'bypass/subpath',
  title: 'A path that contains the exempt path or a protected path does not bypass the key check.',
  fix: ONE_STRING,
  variants: [
    `${CREATE_PATH}.json`,
    `${CREATE_PATH}.html`,
    `${CREATE_PATH}.`,
    `${CREATE_PATH}%2e`,
    `${CREATE_PATH}+`,
    ...ALIASES,
    `${HEALTHZ_PATH}${SANDBOXES}`,
    `${CREATE_PATH}${HEALTHZ}`,
    `${HEALTHZ_PATH}${CREATE_PATH}`,
    `${CREATE_PATH}${HEALTHZ_PATH}`,
    `${CREATE_PATH}/x${HEALTHZ}`,
    `${CREATE_PATH}${HEALTHZ}/exec`,
  ].map((path) => to(path)),
});
