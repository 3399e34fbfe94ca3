import { to } from '../../lib/bypass.ts';
import { base, H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/slashes',
  title: 'Duplicate and trailing slashes do not bypass the key check.',
  fix: 'Merge slashes before the key check, or reject them.',
  variants: [
    `/${S}`,
    `//${S}`,
    `${base}/${tail}`,
    `${base}//${tail}`,
    `${S}/`,
    `${S}//`,
    `${H}//..${tail}`,
    `/${H}/..${tail}`,
    `/${H}${tail}`,
  ].map((path) => to(path)),
});
