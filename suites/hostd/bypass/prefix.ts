import { to } from '../../lib/bypass.ts';
import { H, tail } from '../../lib/paths.ts';
import { bypass, ONE_STRING } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/prefix',
  title: 'A path that only starts like the exempt path is not exempt.',
  fix: ONE_STRING,
  variants: [`${H}X`, `${H}.json`, `${H}-x`, `${H}z${tail}`, `${H}%20`, `${H}%00`, `${H}/`].map((path) => to(path)),
});
