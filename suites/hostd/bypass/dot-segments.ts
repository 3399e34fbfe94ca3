import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ, HEALTHZ_PATH, SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/dot-segments',
  title: 'Dot segments do not lead from the exempt path to a protected path.',
  fix: 'Resolve dot segments before the key check, or reject them.',
  variants: [
    `${HEALTHZ_PATH}/..${SANDBOXES}`,
    `${HEALTHZ_PATH}/./..${SANDBOXES}`,
    `${CREATE_PATH}/..${HEALTHZ}`,
    `${HEALTHZ_PATH}/../..${CREATE_PATH}`,
    `/.${CREATE_PATH}`,
    `${V1}/.${SANDBOXES}`,
    `${HEALTHZ_PATH}/../.${SANDBOXES}`,
    `${V1}/x/..${SANDBOXES}`,
    `/x/..${CREATE_PATH}`,
    `${CREATE_PATH}/.`,
    `${CREATE_PATH}/./`,
    `${CREATE_PATH}/x/..`,
    `${HEALTHZ_PATH}/...${SANDBOXES}`,
  ].map((path) => to(path)),
});
