import { to } from '../../lib/bypass.ts';
import { H, probe, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/parameters',
  title: 'Path parameters after a semicolon do not bypass the key check.',
  fix: 'Treat a semicolon like any other character, in the key check and in the router.',
  variants: [
    `${H};/..${tail}`,
    `${H}/..;${tail}`,
    `${H}/..;x=1${tail}`,
    `${S};${probe.slice(1)}`,
    `${S};.json`,
    `${S};a=b`,
    `/v1;a=b${tail}`,
    `${H};${tail}`,
  ].map((path) => to(path)),
});
