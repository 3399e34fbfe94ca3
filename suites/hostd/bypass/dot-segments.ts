import { to } from '../../lib/bypass.ts';
import { base, H, probe, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/dot-segments',
  title: 'Dot segments do not lead from the exempt path to a protected path.',
  fix: 'Resolve dot segments before the key check, or reject them.',
  variants: [
    `${H}/..${tail}`,
    `${H}/./..${tail}`,
    `${S}/..${probe}`,
    `${H}/../..${S}`,
    `/.${S}`,
    `${base}/.${tail}`,
    `${H}/../.${tail}`,
    `${base}/x/..${tail}`,
    `/x/..${S}`,
    `${S}/.`,
    `${S}/./`,
    `${S}/x/..`,
    `${H}/...${tail}`,
  ].map((path) => to(path)),
});
