import { to } from '../../lib/bypass.ts';
import { base, H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/slashes',
  title: 'More slashes than one do not hide a protected path from the gate.',
  fix: 'Merge slashes before the gate judges, or refuse them.',
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
