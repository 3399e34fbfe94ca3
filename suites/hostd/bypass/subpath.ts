import { to } from '../../lib/bypass.ts';
import { H, probe, S, tail } from '../../lib/paths.ts';
import { bypass, ONE_STRING } from './lib/bypass.ts';

/** Paths under which a server may have a second copy of the routes that the key check does not cover. */
const ALIASES = [tail, `/api${S}`, `/v0${tail}`, `/v2${tail}`, `/internal${tail}`, `/internal${S}`, `/debug${S}`];

export default bypass({
  id: 'bypass/subpath',
  title: 'A path that contains the exempt path or a protected path does not bypass the key check.',
  fix: ONE_STRING,
  variants: [
    `${S}.json`,
    `${S}.html`,
    `${S}.`,
    `${S}%2e`,
    `${S}+`,
    ...ALIASES,
    `${H}${tail}`,
    `${S}${probe}`,
    `${H}${S}`,
    `${S}${H}`,
    `${S}/x${probe}`,
    `${S}${probe}/exec`,
  ].map((path) => to(path)),
});
