import { to } from '../../lib/bypass.ts';
import { H, probe, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/parameters',
  title: 'Path parameters after a semicolon do not hide a protected path from the gate.',
  fix: 'Treat a semicolon as any other character, in the gate and in the router.',
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
